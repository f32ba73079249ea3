// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.sitepower.SimulatedSite.Post;
import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllocatorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SimulatedSite site = new SimulatedSite(SimulatedSite.site(400, 3, 320), true);

  @Test
  void oneThatIsAloneGetsWhatItCanTake() {
    site.start(site.post(0), "t");
    site.settle(MINUTE);
    assertEquals(List.of(320, 0, 0), told());
  }

  @Test
  void aSecondIsRaisedOnlyAfterTheFirstHasConfirmedLess() {
    site.start(site.post(0), "t");
    site.settle(MINUTE);
    site.start(site.post(1), "u");
    List<Order> orders = site.step(Duration.ofSeconds(30));
    assertEquals(
        List.of(new Order("S1", 200, Map.of()), new Order("S2", 80, Map.of())),
        orders,
        "less for one, and for the other what is left beside 32 A");
    site.deliver(site.post(1), Order.Fate.TAKEN, true);
    assertEquals(List.of(), site.step(MINUTE), "until that is confirmed nobody is given more");
    site.deliver(site.post(0), Order.Fate.TAKEN, true);
    assertEquals(List.of(new Order("S2", 200, Map.of())), site.step(Duration.ofSeconds(1)));
  }

  @Test
  void whatStopsIsGivenToTheOthers() {
    site.start(site.post(0), "t");
    site.start(site.post(1), "u");
    site.settle(MINUTE);
    assertEquals(List.of(200, 200, 0), told());
    site.post(0).running.clear();
    site.settle(MINUTE);
    assertEquals(List.of(0, 320, 0), told());
  }

  @Test
  void aStationThatIsAwayKeepsItsLastLimitUntilItIsBack() {
    site.start(site.post(0), "t");
    site.settle(MINUTE);
    site.post(0).online = false;
    site.start(site.post(1), "u");
    site.settle(Duration.ofHours(5));
    assertEquals(List.of(320, 80, 0), told(), "it may draw 32 A as long as nobody reaches it");
    site.post(0).online = true;
    site.settle(MINUTE);
    assertEquals(List.of(200, 200, 0), told());
  }

  @Test
  void belowSixAmperesSomeWaitAndAllGetTheirTurn() {
    SimulatedSite small = new SimulatedSite(SimulatedSite.site(130, 4, 320), true);
    small.posts.forEach(post -> small.start(post, "t"));
    Map<String, Integer> minutes = new HashMap<>();
    for (int i = 0; i < 240; i++) {
      small.settle(MINUTE);
      int charging = 0;
      for (Post post : small.posts) {
        assertTrue(
            post.told == 0 || post.told >= SiteConfig.LEAST, "no EV charges at " + post.told);
        if (post.told > 0) {
          charging++;
          minutes.merge(post.member.id(), 1, Integer::sum);
        }
      }
      assertTrue(charging <= 2, "two have room");
    }
    for (Post post : small.posts) {
      assertEquals(120, minutes.getOrDefault(post.member.id(), 0), 16, () -> "turns: " + minutes);
    }
  }

  @Test
  void oneStationIsToldNoMoreOftenThanThePause() {
    Map<String, Instant> last = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      Post post = site.post(i % 3);
      if (!post.running.isEmpty()) {
        post.running.clear();
      } else {
        site.start(post, "t" + i);
      }
      for (Order order : site.step(Duration.ofSeconds(1))) {
        Instant before = last.put(order.station(), site.now);
        assertTrue(
            before == null || !site.now.isBefore(before.plus(SimulatedSite.PACE.pause())),
            () -> order + " so soon after " + before);
      }
      site.deliverAll();
    }
    assertEquals(3, last.size(), "all were told something");
  }

  @Test
  void aStationWithTwoTransactionsCountsTwice() {
    site.start(site.post(0), "t");
    site.post(0).running.put("u", new StationView.Running("u", 2, false));
    site.start(site.post(1), "v");
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      orders.addAll(site.step(Duration.ofSeconds(1)));
      site.deliverAll();
    }
    assertEquals(List.of(266, 133, 0), told());
    Order shared = orders.stream().filter(o -> o.station().equals("S1")).toList().getLast();
    assertEquals(Map.of("t", 133, "u", 133), shared.shares());
  }

  @Test
  void anEvThatTakesNothingLeavesTheRestToOthers() {
    site.post(0).running.put("t", new StationView.Running("t", 1, true));
    site.start(site.post(1), "u");
    site.settle(MINUTE);
    assertEquals(List.of(60, 320, 0), told());
  }

  @Test
  void singlePhaseStationsLoadTheirOwnLineOnly() {
    SiteConfig lines =
        new SiteConfig(
            "yard",
            320,
            230,
            0,
            List.of(
                new Member("S1", 320, List.of("L1"), false),
                new Member("S2", 320, List.of("L2"), false),
                new Member("S3", 160, List.of("L1", "L2", "L3"), false)));
    SimulatedSite three = new SimulatedSite(lines, true);
    three.posts.forEach(post -> three.start(post, "t"));
    three.settle(MINUTE);
    assertEquals(List.of(160, 160, 160), three.posts.stream().map(post -> post.told).toList());
    three.post(2).running.clear();
    three.settle(MINUTE);
    assertEquals(List.of(320, 320, 0), three.posts.stream().map(post -> post.told).toList());
  }

  @Test
  void oneThatRefusesIsReservedForAndTold() {
    site.start(site.post(0), "t");
    site.settle(MINUTE);
    site.start(site.post(1), "u");
    for (int i = 0; i < 400; i++) {
      site.step(Duration.ofSeconds(1));
      Post stubborn = site.post(0);
      if (!stubborn.underway.isEmpty()) {
        site.deliver(stubborn, Order.Fate.REFUSED, false);
      }
      site.deliverAll();
    }
    assertEquals(List.of("S1"), site.allocator.unruly());
    assertEquals(List.of(320, 80, 0), told(), "what it does not give back is not given");
  }

  @Test
  void aLowerLimitIsKeptAsSoonAsStationsHaveConfirmed() {
    site.posts.forEach(post -> site.start(post, "t"));
    site.settle(MINUTE);
    site.config = SimulatedSite.site(200, 3, 320);
    site.allocator.reconfigure(site.config, Map.of());
    assertTrue(site.allocator.isExceeded());
    site.settle(MINUTE);
    assertFalse(site.allocator.isExceeded());
    assertTrue(told().stream().mapToInt(Integer::intValue).sum() <= 200, () -> told().toString());
  }

  @Test
  void stationsThatWereNeverHeardOfMayDrawAllTheyCan() {
    SimulatedSite fresh = new SimulatedSite(SimulatedSite.site(400, 3, 320), false);
    fresh.post(2).online = false;
    fresh.start(fresh.post(0), "t");
    fresh.settle(MINUTE);
    assertEquals(320, fresh.allocator.bounds().get("S3"), "nobody knows better");
    assertEquals(80, fresh.post(0).told);
    fresh.post(2).online = true;
    fresh.settle(MINUTE);
    assertEquals(0, fresh.post(2).told);
    assertEquals(320, fresh.post(0).told);
  }

  @Test
  void anotherMaximumOfTheStationIsCountedInFull() {
    site.start(site.post(0), "t");
    site.start(site.post(1), "u");
    site.settle(MINUTE);
    site.post(0).foreign = true;
    site.step(Duration.ofSeconds(1));
    assertEquals(320, site.allocator.bounds().get("S1"));
    assertTrue(site.allocator.isExceeded(), "which only an operator can end");
    site.settle(MINUTE);
    assertEquals(80, site.post(1).told);
    assertEquals(Set.of("S1"), new HashSet<>(site.allocator.unruly()));
  }

  private List<Integer> told() {
    return site.posts.stream().map(post -> post.told).toList();
  }
}
