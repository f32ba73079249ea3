// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the stations of a site are told, so that what they may draw never adds up to more
 * than the site's limit. Who cannot be reached keeps what it may have; somebody is raised only into
 * what others have confirmed that they gave up. Not thread-safe, and knows no clock: each call is
 * told the time.
 */
final class Allocator {
  private final Pace pace;
  private SiteConfig site;
  private final Map<String, StationAccount> accounts = new LinkedHashMap<>();
  private @Nullable Instant last;
  private Map<String, Map<String, Integer>> wanted = Map.of();

  /**
   * @param known what stations may draw by the ledger; the others may draw all they can
   */
  Allocator(SiteConfig site, Pace pace, Map<String, Integer> known) {
    this.site = site;
    this.pace = pace;
    reconfigure(site, known);
  }

  /** The operator has changed the site. Stations that stay keep what is known of them. */
  void reconfigure(SiteConfig changed, Map<String, Integer> known) {
    site = changed;
    accounts.keySet().removeIf(id -> changed.member(id).isEmpty());
    for (Member member : changed.stations()) {
      accounts
          .computeIfAbsent(
              member.id(),
              id -> new StationAccount(member, known.getOrDefault(id, member.max()), pace))
          .member(member);
    }
  }

  SiteConfig site() {
    return site;
  }

  /** What is seen of a station now; nothing happens when it is none of the site's. */
  void see(StationView view, Instant now) {
    account(view.station()).ifPresent(account -> account.see(view, now));
  }

  /** What became of the order that is out to a station. */
  void result(String station, Order.Fate fate, Instant now) {
    account(station).ifPresent(account -> account.result(fate, now));
  }

  /** What each station may draw, by its id. On record before an order leaves. */
  Map<String, Integer> bounds() {
    Map<String, Integer> bounds = new LinkedHashMap<>();
    accounts.forEach((id, account) -> bounds.put(id, account.bound()));
    return bounds;
  }

  /** What all may draw, by line. */
  Map<String, Integer> load() {
    Map<String, Integer> load = new HashMap<>();
    for (StationAccount account : accounts.values()) {
      account.member().lines().forEach(line -> load.merge(line, account.bound(), Integer::sum));
    }
    return load;
  }

  /** What each transaction should have by the last plan, by station and transaction. */
  Map<String, Map<String, Integer>> wanted() {
    return wanted;
  }

  /** Stations that may draw more than this sets, because nothing obeys there: for the operator. */
  List<String> unruly() {
    return accounts.values().stream()
        .filter(account -> account.isForeign() || account.isRefusing())
        .map(account -> account.member().id())
        .toList();
  }

  /** True when the limit is not kept for sure: it was lowered, or stations were never heard of. */
  boolean isExceeded() {
    return load().values().stream().anyMatch(sum -> sum > site.limit());
  }

  /**
   * The orders to give now; each is out until its {@link #result}. At most one to a station, and
   * one that raises only where it fits beside everything that the others may draw.
   */
  List<Order> plan(Instant now) {
    accounts.values().forEach(account -> account.expire(now));
    accrue(now);
    wanted = shares();
    List<Order> orders = new ArrayList<>();
    boolean exceeded = isExceeded();
    List<StationAccount> rising = new ArrayList<>();
    for (StationAccount account : accounts.values()) {
      Order order = order(account, target(account));
      if (order.limit() > account.bound()) {
        rising.add(account);
      } else if (account.isDue(now)
          && (account.needs(order) || (exceeded && order.limit() < account.bound()))) {
        account.ordered(order, now);
        orders.add(order);
      }
    }
    rising.sort(Comparator.comparingInt(StationAccount::bound));
    Map<String, Integer> load = load();
    for (StationAccount account : rising) {
      raise(account, now, load).ifPresent(orders::add);
    }
    return orders;
  }

  /** By as much as there is room for now; the rest follows when others have confirmed less. */
  private Optional<Order> raise(StationAccount account, Instant now, Map<String, Integer> load) {
    int target = target(account);
    int before = account.bound();
    int limit = Math.min(target, before + headroom(account, load));
    boolean isOfUse = limit > before && (limit == target || limit >= SiteConfig.LEAST);
    // What it may draw already is told it when it has confirmed nothing yet.
    Order order = order(account, isOfUse ? limit : Math.min(target, before));
    if (!account.isDue(now) || !account.needs(order)) {
      return Optional.empty();
    }
    account.ordered(order, now);
    account.member().lines().forEach(on -> load.merge(on, account.bound() - before, Integer::sum));
    return Optional.of(order);
  }

  private int headroom(StationAccount account, Map<String, Integer> load) {
    return account.member().lines().stream()
        .mapToInt(line -> site.limit() - load.getOrDefault(line, 0))
        .min()
        .orElse(0);
  }

  private Order order(StationAccount account, int limit) {
    Map<String, Integer> shares = new HashMap<>();
    if (account.needsShares()) {
      shares(account).forEach((id, share) -> shares.put(id, Math.min(share, Math.max(0, limit))));
    }
    return new Order(account.member().id(), limit, shares);
  }

  private Map<String, Integer> shares(StationAccount account) {
    return wanted.getOrDefault(account.member().id(), Map.of());
  }

  /** What the station should have, were nobody in the way. */
  private int target(StationAccount account) {
    int all = shares(account).values().stream().mapToInt(Integer::intValue).sum();
    int target = Math.min(account.member().max(), Math.max(site.standby(), all));
    // One that does not obey is tried with what it has anyway, at most.
    return account.obeys() || !account.isReachable() ? target : Math.min(target, account.bound());
  }

  /** What each transaction should have, by station and transaction. */
  private Map<String, Map<String, Integer>> shares() {
    return new Shares(site, accounts.values()).byStation(pace.turn());
  }

  private void accrue(Instant now) {
    Instant before = last;
    last = now;
    if (before != null && now.isAfter(before)) {
      Duration passed = Duration.between(before, now);
      accounts.values().forEach(account -> account.accrue(passed, shares(account)));
    }
  }

  private Optional<StationAccount> account(String station) {
    return Optional.ofNullable(accounts.get(station));
  }
}
