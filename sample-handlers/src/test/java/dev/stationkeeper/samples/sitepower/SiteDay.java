// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.sitepower.SimulatedSite.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Eight hours of a site, by a seed: stations with a will of their own, an allocator, and messages
 * that take their time. EVs come, charge what they need and go; stations lose their connection and
 * come back; some refuse, some answers are lost.
 */
final class SiteDay {
  private static final int STATIONS = 6;
  private static final int MAX = 320;
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final int STEPS = 8 * 60 * 12;
  private static final int EVERY = 6;

  /** How a station stood at a moment. */
  record Point(int mayDraw, int draws, boolean online) {}

  private final SimulatedSite site;
  private final SplittableRandom random;
  private final Map<Post, Double> wish = new LinkedHashMap<>();
  private final Map<Post, Integer> back = new LinkedHashMap<>();
  private final List<List<Point>> points = new ArrayList<>();
  private int starts;

  SiteDay(long seed, int limit) {
    site = new SimulatedSite(SimulatedSite.site(limit, STATIONS, MAX), true);
    random = new SplittableRandom(seed);
  }

  int limit() {
    return site.config.limit();
  }

  /** For each half minute how each station stood. */
  List<List<Point>> run() {
    for (int step = 0; step < STEPS; step++) {
      for (Post post : site.posts) {
        live(post, step);
      }
      site.step(STEP);
      site.posts.forEach(this::deliver);
      if (step % EVERY == 0) {
        points.add(
            site.posts.stream()
                .map(post -> new Point(post.mayDraw(), draws(post), post.online))
                .toList());
      }
    }
    return points;
  }

  private static int draws(Post post) {
    int limit = post.mayDraw();
    return post.running.isEmpty() || limit < SiteConfig.LEAST ? 0 : limit;
  }

  private void live(Post post, int step) {
    if (post.running.isEmpty() && random.nextInt(360) == 0) {
      site.start(post, "t" + ++starts);
      wish.put(post, random.nextDouble(8, 45)); // ampere-hours on each phase
    }
    double left = wish.getOrDefault(post, 0.0) - draws(post) / 10.0 * STEP.toSeconds() / 3_600.0;
    wish.put(post, left);
    if (left <= 0) {
      post.running.clear();
    }
    if (post.online && random.nextInt(1_400) == 0) {
      post.online = false;
      back.put(post, step + random.nextInt(120, 720));
    } else if (!post.online && step >= back.getOrDefault(post, 0)) {
      post.online = true;
    }
  }

  private void deliver(Post post) {
    if (post.underway.isEmpty() || random.nextInt(3) == 0) {
      return; // on its way
    }
    if (!post.online) {
      site.deliver(post, Order.Fate.NOT_SENT, false);
    } else {
      switch (random.nextInt(20)) {
        case 0 -> site.deliver(post, Order.Fate.REFUSED, false);
        case 1 -> site.deliver(post, Order.Fate.UNCERTAIN, true);
        default -> site.deliver(post, Order.Fate.TAKEN, true);
      }
    }
  }
}
