// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.sitepower.SimulatedSite.Post;
import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to stations and to what is sent to them, together they may never draw more than
 * the limit. Worlds by a seed that a failure names; another one with {@code -Dsite.seed=N}.
 */
class NeverExceededTest {
  private static final int WORLDS = 300;
  private static final int STEPS = 400;
  private static final long SEED = Long.getLong("site.seed", 20261125L);

  @Test
  @Tag("K02.FR.01")
  void whatStationsMayDrawNeverAddsUpToMoreThanTheLimit() {
    for (int world = 0; world < WORLDS; world++) {
      SplittableRandom random = new SplittableRandom(SEED + world);
      SimulatedSite site = new SimulatedSite(config(random), true);
      String where = "seed " + SEED + ", world " + world;
      for (int i = 0; i < STEPS; i++) {
        String what = disturb(site, random, i);
        check(site, where + ", step " + i + ": " + what);
        site.step(Duration.ofMillis(random.nextInt(1, 20_000)));
        check(site, where + ", step " + i + ": plan after " + what);
      }
      everybodyIsServedInTheEnd(site, where);
    }
  }

  /** The check would see it: stations that say yes and do nothing bring the sum above the limit. */
  @Test
  void stationsThatLieAreNoticedByTheCheck() {
    SimulatedSite site = new SimulatedSite(SimulatedSite.site(400, 2, 320), true);
    site.start(site.post(0), "t");
    site.settle(Duration.ofMinutes(1));
    site.start(site.post(1), "u");
    site.step(Duration.ofSeconds(30));
    site.deliver(site.post(0), Order.Fate.TAKEN, false);
    site.settle(Duration.ofMinutes(1));
    assertThrows(AssertionError.class, () -> check(site, "a lie"));
  }

  /** Of what was never heard of or lost, it is at least known that it may draw all it can. */
  @Test
  void whatIsBelievedIsNeverLessThanWhatIs() {
    for (int world = 0; world < WORLDS; world++) {
      SplittableRandom random = new SplittableRandom(SEED - 1 - world);
      SimulatedSite site = new SimulatedSite(config(random), false);
      for (int i = 0; i < STEPS; i++) {
        String what = random.nextInt(10) == 0 ? meddle(site, random) : disturb(site, random, i);
        site.step(Duration.ofMillis(random.nextInt(1, 20_000)));
        for (Post post : site.posts) {
          int believed = site.allocator.bounds().getOrDefault(post.member.id(), -1);
          assertTrue(
              believed >= post.mayDraw(),
              "seed %d, world %d, step %d (%s): %s may draw %d, believed %d"
                  .formatted(SEED, world, i, what, post.member.id(), post.mayDraw(), believed));
        }
      }
    }
  }

  private static SiteConfig config(SplittableRandom random) {
    List<Member> members = new ArrayList<>();
    int stations = random.nextInt(1, 9);
    for (int i = 0; i < stations; i++) {
      List<String> lines =
          random.nextInt(3) == 0 ? List.of("L" + random.nextInt(1, 4)) : List.of("L1", "L2", "L3");
      members.add(new Member("S" + i, random.nextInt(100, 640), lines, random.nextBoolean()));
    }
    int standby = random.nextInt(3) == 0 ? 60 : 0;
    int limit = Math.max(standby * stations, random.nextInt(60, 1_500));
    return new SiteConfig("yard", limit, 230, standby, members);
  }

  /** Something happens; what it was. */
  private static String disturb(SimulatedSite site, SplittableRandom random, int step) {
    Post post = site.post(random.nextInt(site.posts.size()));
    String id = post.member.id();
    return switch (random.nextInt(12)) {
      case 0, 1 -> {
        if (post.running.size() < 3) {
          site.start(post, "t" + step);
        }
        yield id + " starts";
      }
      case 2 -> {
        post.running.keySet().stream().findFirst().ifPresent(post.running::remove);
        yield id + " stops";
      }
      case 3 -> {
        post.online = false;
        yield id + " goes away";
      }
      case 4 -> {
        post.online = true;
        yield id + " is back";
      }
      case 5 -> {
        post.generation++;
        post.awaited = false;
        yield "the handler's object of " + id + " crashes";
      }
      case 6 -> {
        if (random.nextInt(4) == 0) {
          site.restart();
        }
        yield "the server restarts";
      }
      case 7 -> {
        post.boots++;
        yield id + " boots";
      }
      default -> deliver(site, post, random);
    };
  }

  private static String deliver(SimulatedSite site, Post post, SplittableRandom random) {
    if (post.underway.isEmpty()) {
      return "nothing";
    }
    String id = post.member.id();
    if (!post.online) {
      site.deliver(post, Order.Fate.NOT_SENT, false);
      return id + " is away, its order expires";
    }
    return switch (random.nextInt(8)) {
      case 0 -> {
        site.deliver(post, Order.Fate.REFUSED, false);
        yield id + " refuses";
      }
      case 1 -> {
        site.deliver(post, Order.Fate.UNCERTAIN, true);
        yield id + " obeys, its answer is lost";
      }
      case 2 -> {
        site.deliver(post, Order.Fate.UNCERTAIN, false);
        yield id + " hears nothing, and nobody knows";
      }
      default -> {
        site.deliver(post, Order.Fate.TAKEN, true);
        yield id + " obeys";
      }
    };
  }

  /** Somebody else takes our profile away, or sets another maximum. */
  private static String meddle(SimulatedSite site, SplittableRandom random) {
    Post post = site.post(random.nextInt(site.posts.size()));
    if (random.nextBoolean()) {
      post.foreign = !post.foreign;
      return post.member.id() + " has another maximum: " + post.foreign;
    }
    if (post.underway.isEmpty()) {
      post.told = Integer.MAX_VALUE;
      post.cleared++;
    }
    return post.member.id() + " has lost its profile";
  }

  private static void check(SimulatedSite site, String where) {
    for (Map.Entry<String, Integer> line : site.mayDraw().entrySet()) {
      assertTrue(
          line.getValue() <= site.config.limit(),
          () -> where + ": " + line + " of " + site.config.limit() + " on " + site.config);
    }
  }

  /** To give nobody anything would be safe, too. */
  private static void everybodyIsServedInTheEnd(SimulatedSite site, String where) {
    site.posts.forEach(post -> post.online = true);
    Instant until = site.now.plus(Duration.ofHours(1));
    List<String> wrong = List.of("nothing was looked at");
    while (!wrong.isEmpty() && site.now.isBefore(until)) {
      site.deliverAll();
      site.step(Duration.ofSeconds(1));
      wrong = unserved(site);
    }
    assertEquals(List.of(), wrong, where + " on " + site.config);
  }

  /** A change of less than one ampere is left out, so that each may hold that much back. */
  private static List<String> unserved(SimulatedSite site) {
    List<String> wrong = new ArrayList<>();
    for (Post post : site.posts) {
      int shares =
          site.allocator.wanted().getOrDefault(post.member.id(), Map.of()).values().stream()
              .mapToInt(Integer::intValue)
              .sum();
      int wanted = Math.min(post.member.max(), Math.max(site.config.standby(), shares));
      boolean charges = wanted < SiteConfig.LEAST || post.told >= SiteConfig.LEAST;
      if (!charges || Math.abs(wanted - post.told) > 10 * site.posts.size()) {
        wrong.add(post.member.id() + " has " + post.told + ", should have " + wanted);
      }
    }
    return wrong;
  }
}
