// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A site with stations that keep what they were told last, and the way to them: what is sent waits
 * in order until it is delivered, answered or not. For one test's thread.
 */
final class SimulatedSite {
  static final Pace PACE = new Pace(Duration.ofSeconds(10), Duration.ofMinutes(15));
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** A station as it really is. */
  static final class Post {
    final Member member;
    final Map<String, StationView.Running> running = new LinkedHashMap<>();
    final ArrayDeque<Order> underway = new ArrayDeque<>();
    boolean online = true;
    boolean foreign;
    long generation = 1;
    long boots;
    long cleared;

    /** What it holds itself to; more than it can draw when it was told nothing. */
    int told;

    /** True while the allocator waits for the result of what is under way. */
    boolean awaited;

    Post(Member member, int told) {
      this.member = member;
      this.told = told;
    }

    /** The most that its EVs can draw now, on each of its lines. */
    int mayDraw() {
      return foreign ? member.max() : Math.min(told, member.max());
    }

    StationView view() {
      return new StationView(
          member.id(), generation, online, boots, cleared, foreign, List.copyOf(running.values()));
    }
  }

  final List<Post> posts = new ArrayList<>();
  SiteConfig config;
  Allocator allocator;
  Instant now = BEGIN;
  Map<String, Integer> ledger;

  /**
   * @param commissioned true when all stations have confirmed 0 A before
   */
  SimulatedSite(SiteConfig config, boolean commissioned) {
    this.config = config;
    Map<String, Integer> known = new LinkedHashMap<>();
    for (Member member : config.stations()) {
      posts.add(new Post(member, commissioned ? 0 : Integer.MAX_VALUE));
      if (commissioned) {
        known.put(member.id(), 0);
      }
    }
    ledger = known;
    allocator = new Allocator(config, PACE, known);
  }

  static SiteConfig site(int limit, int stations, int max) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= stations; i++) {
      members.add(new Member("S" + i, max, List.of("L1", "L2", "L3"), false));
    }
    return new SiteConfig("yard", limit, 230, 0, members);
  }

  Post post(int index) {
    return posts.get(index);
  }

  /** Lets time pass and the allocator decide; its orders are under way. */
  List<Order> step(Duration by) {
    now = now.plus(by);
    posts.forEach(post -> allocator.see(post.view(), now));
    List<Order> orders = allocator.plan(now);
    ledger = allocator.bounds();
    for (Order order : orders) {
      Post post = find(order.station());
      post.underway.add(order);
      post.awaited = true;
    }
    return orders;
  }

  /** The oldest order under way reaches the station. */
  void deliver(Post post, Order.Fate fate, boolean applied) {
    Order order = post.underway.removeFirst();
    if (applied) {
      post.told = order.limit();
    }
    // An object that is gone, or a server that was killed, hears of the last one at most.
    if (post.awaited && post.underway.isEmpty()) {
      post.awaited = false;
      allocator.result(post.member.id(), fate, now);
    }
  }

  /** Delivers everything that reaches a station, and has it taken. */
  void deliverAll() {
    for (Post post : posts) {
      while (post.online && !post.underway.isEmpty()) {
        deliver(post, Order.Fate.TAKEN, true);
      }
    }
  }

  /** Runs undisturbed. */
  void settle(Duration time) {
    for (Instant until = now.plus(time); now.isBefore(until); ) {
      step(Duration.ofSeconds(1));
      deliverAll();
    }
  }

  /** The server was killed and starts again: of the handler only the ledger is left. */
  void restart() {
    allocator = new Allocator(config, PACE, ledger);
    posts.forEach(
        post -> {
          post.generation++;
          post.awaited = false;
        });
  }

  void start(Post post, String transaction) {
    post.running.put(transaction, new StationView.Running(transaction, 1, false));
  }

  /** What all may draw, by line. */
  Map<String, Integer> mayDraw() {
    Map<String, Integer> sum = new LinkedHashMap<>();
    posts.forEach(
        post -> post.member.lines().forEach(line -> sum.merge(line, post.mayDraw(), Integer::sum)));
    return sum;
  }

  private Post find(String id) {
    return posts.stream().filter(post -> post.member.id().equals(id)).findFirst().orElseThrow();
  }
}
