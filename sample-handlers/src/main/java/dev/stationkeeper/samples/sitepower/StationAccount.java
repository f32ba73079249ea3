// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a station may draw, as far as anybody can know: the highest limit among the one that it
 * confirmed last and those that were sent since. Confined to its {@link Allocator}.
 */
final class StationAccount {
  /** So many failures in a row, and what it has is taken for all it will have. */
  private static final int STUBBORN = 3;

  /** A smaller change is not worth a message. */
  private static final int STEP = 10;

  /** Results come with the patience of a command; one that did not was lost with its object. */
  private static final Duration OVERDUE = Duration.ofMinutes(2);

  private final Pace pace;
  private Member member;
  private int bound;
  private int before;
  private @Nullable Integer confirmed;
  private @Nullable Order pending;
  private boolean spoilt;
  private Instant overdue = Instant.MAX;
  private @Nullable StationView view;
  private Map<String, Integer> shares = Map.of();
  private final Map<String, Duration> served = new HashMap<>();
  private Instant due = Instant.MIN;
  private int failures;

  StationAccount(Member member, int bound, Pace pace) {
    this.member = member;
    this.bound = bound;
    this.before = bound;
    this.pace = pace;
  }

  Member member() {
    return member;
  }

  void member(Member changed) {
    member = changed;
  }

  /** The most that it may draw from each of its lines. */
  int bound() {
    return bound;
  }

  /** What it confirmed last; null when that is not known, or may not hold any more. */
  @Nullable Integer confirmed() {
    return confirmed;
  }

  List<StationView.Running> running() {
    return view == null ? List.of() : view.running();
  }

  /** An order reaches it, and it obeys. */
  boolean obeys() {
    return isReachable() && !isForeign() && failures < STUBBORN;
  }

  boolean isReachable() {
    return view != null && view.reachable();
  }

  boolean isForeign() {
    return view != null && view.foreign();
  }

  boolean isRefusing() {
    return failures >= STUBBORN;
  }

  boolean isDue(Instant now) {
    return isReachable() && pending == null && !now.isBefore(due);
  }

  void see(StationView seen, Instant now) {
    StationView last = view;
    view = seen;
    if (last == null || last.generation() != seen.generation()) {
      if (pending != null) {
        result(Order.Fate.UNCERTAIN, now);
      }
      confirmed = null;
      shares = Map.of();
      news(seen, 0, 0, false);
    } else {
      news(seen, last.boots(), last.cleared(), last.reachable());
    }
    served.keySet().removeIf(id -> running().stream().noneMatch(t -> t.transactionId().equals(id)));
  }

  /** What is new of it, beside what was seen last. */
  private void news(StationView seen, long boots, long cleared, boolean reachable) {
    if (seen.boots() > boots) {
      confirmed = null;
    }
    if (seen.foreign() || seen.cleared() > cleared) {
      unbound();
    }
    if (seen.boots() > boots || (seen.reachable() && !reachable)) {
      due = Instant.MIN;
      failures = 0;
    }
  }

  /** Nothing of ours holds it. */
  private void unbound() {
    bound = Math.max(bound, member.max());
    before = bound;
    confirmed = null;
    spoilt = pending != null;
  }

  /** True when {@code order} would change something worth a message. */
  boolean needs(Order order) {
    Integer has = confirmed;
    if (has == null) {
      return true;
    }
    if (order.limit() != has) {
      boolean onOff = (order.limit() < SiteConfig.LEAST) != (has < SiteConfig.LEAST);
      if (onOff || Math.abs(order.limit() - has) >= STEP || order.limit() == member.max()) {
        return true;
      }
    }
    return order.shares().entrySet().stream()
        .anyMatch(
            share ->
                Math.abs(
                        share.getValue()
                            - shares.getOrDefault(share.getKey(), Integer.MIN_VALUE / 2))
                    >= STEP);
  }

  /** True when it needs shares at all: it has several transactions, or one of them has a share. */
  boolean needsShares() {
    return running().size() > 1
        || running().stream().anyMatch(t -> shares.containsKey(t.transactionId()));
  }

  void ordered(Order order, Instant now) {
    pending = order;
    overdue = now.plus(OVERDUE);
    spoilt = false;
    before = bound;
    bound = Math.max(bound, order.limit());
  }

  void result(Order.Fate fate, Instant now) {
    Order order = pending;
    if (order == null) {
      return;
    }
    pending = null;
    switch (spoilt ? Order.Fate.UNCERTAIN : fate) {
      case TAKEN -> {
        bound = isForeign() ? Math.max(member.max(), order.limit()) : order.limit();
        confirmed = order.limit();
        shares = order.shares();
        failures = 0;
      }
      case REFUSED -> {
        bound = before;
        failures++;
      }
      case NOT_SENT -> bound = before;
      case UNCERTAIN -> {
        bound = Math.max(before, order.limit());
        confirmed = null;
        failures++;
      }
    }
    due = now.plus(pace.after(failures));
  }

  /** Gives up an order whose result was lost. */
  void expire(Instant now) {
    if (pending != null && now.isAfter(overdue)) {
      result(Order.Fate.UNCERTAIN, now);
    }
  }

  /** Time has passed in which those with a share could charge. */
  void accrue(Duration passed, Map<String, Integer> wanted) {
    if (confirmed != null && confirmed >= SiteConfig.LEAST) {
      for (StationView.Running t : running()) {
        if (wanted.getOrDefault(t.transactionId(), 0) > 0) {
          served.merge(t.transactionId(), passed, Duration::plus);
        }
      }
    }
  }

  Duration served(String transactionId) {
    return served.getOrDefault(transactionId, Duration.ZERO);
  }
}
