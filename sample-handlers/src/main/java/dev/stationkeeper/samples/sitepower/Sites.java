// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.files.WatchedFile;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * What the stations of a plugin share. A station's call only leaves here what it saw and goes on;
 * one run at a time, on the plugin's threads, takes all of it in, writes the ledger and gives
 * orders. So no station waits for another, nor for the disk, and what waits here is one view and
 * one result for each station.
 */
final class Sites implements AutoCloseable {
  private static final String FILE_ALARM = "sites-file";
  private static final String LEDGER_ALARM = "ledger";
  private static final int NAMED = 10;

  private record Seen(StationView view, StationLink link) {}

  private record Result(StationLink link, Order.Fate fate) {}

  private final HandlerEnvironment environment;
  private final WatchedFile file;
  private final Ledger ledger;
  private final Pace pace;
  private final int profileId;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile Set<String> members = Set.of();

  // All below are guarded by this object's lock, which only runs take, and the end.
  private final Map<String, Allocator> sites = new LinkedHashMap<>();
  private Map<String, Integer> known = Map.of();
  private final Map<String, String> alarms = new HashMap<>();
  private boolean owner;
  private boolean closed;

  Sites(HandlerEnvironment environment, WatchedFile file, Ledger ledger, Pace pace, int profileId) {
    this.environment = environment;
    this.file = file;
    this.ledger = ledger;
    this.pace = pace;
    this.profileId = profileId;
  }

  /** Leaves what is known of a station now, and the way to it. */
  void see(StationView view, StationLink link) {
    seen.put(view.station(), new Seen(view, link));
    if (members.contains(view.station())) {
      wake();
    }
  }

  /** The station's object is gone in order: it is reachable no more. */
  void leave(StationView lastView) {
    seen.computeIfPresent(
        lastView.station(),
        (id, now) ->
            now.view().generation() == lastView.generation()
                ? new Seen(lastView, now.link())
                : now);
    wake();
  }

  /** Leaves what became of the order that was given to {@code link}. */
  void result(String station, StationLink link, Order.Fate fate) {
    results.put(station, new Result(link, fate));
    wake();
  }

  /** A run follows soon; many wakes lead to one. */
  void wake() {
    if (wanted.compareAndSet(false, true)) {
      try {
        environment.executor().execute(this::run);
      } catch (RejectedExecutionException e) {
        wanted.set(false); // the timer comes again
      }
    }
  }

  private synchronized void run() {
    wanted.set(false);
    if (closed) {
      return;
    }
    Instant now = environment.clock().instant();
    try {
      if (!owns()) {
        return;
      }
      reload();
      sites.values().forEach(site -> takeIn(site, now));
      Map<String, Order> orders = new LinkedHashMap<>();
      for (Allocator site : sites.values()) {
        site.plan(now).forEach(order -> orders.put(order.station(), order));
      }
      give(orders, now);
      set(LEDGER_ALARM, false, "");
    } catch (IOException e) {
      environment.count("ledger_failed", 1);
      set(LEDGER_ALARM, true, "No station is given more: " + e.getMessage());
    }
    sites.values().forEach(this::judge);
  }

  private boolean owns() throws IOException {
    if (!owner && ledger.acquire()) {
      known = ledger.read();
      owner = true;
    }
    return owner;
  }

  /** A file that is wrong leaves the sites as they are. */
  private void reload() {
    try {
      var text = file.changed();
      if (text.isPresent()) {
        arrange(SitesFile.parse(text.get()));
        set(FILE_ALARM, false, "");
      }
    } catch (IOException | IllegalArgumentException e) {
      set(FILE_ALARM, true, "The sites are as they were: " + e.getMessage());
    }
  }

  private void arrange(List<SiteConfig> configs) {
    Map<String, Integer> bounds = new LinkedHashMap<>(known);
    sites.values().forEach(site -> bounds.putAll(site.bounds()));
    Set<String> names = new HashSet<>();
    for (SiteConfig config : configs) {
      names.add(config.name());
      Allocator present = sites.get(config.name());
      if (present == null) {
        sites.put(config.name(), new Allocator(config, pace, bounds));
      } else {
        present.reconfigure(config, bounds);
      }
    }
    sites.keySet().retainAll(names);
    members =
        configs.stream()
            .flatMap(config -> config.stations().stream())
            .map(SiteConfig.Member::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  private void takeIn(Allocator site, Instant now) {
    for (SiteConfig.Member member : site.site().stations()) {
      Seen present = seen.get(member.id());
      if (present != null) {
        // A result first: one of an object that is gone counts for nothing, its order is uncertain.
        Result result = results.remove(member.id());
        if (result != null && result.link().equals(present.link())) {
          site.result(member.id(), result.fate(), now);
        }
        site.see(present.view(), now);
      }
    }
  }

  /** On disk first. When that fails no order leaves, and what it would have given is not given. */
  private void give(Map<String, Order> orders, Instant now) throws IOException {
    Map<String, Integer> bounds = new LinkedHashMap<>(known);
    sites.values().forEach(site -> bounds.putAll(site.bounds()));
    try {
      ledger.save(bounds);
      known = bounds;
    } catch (IOException e) {
      for (Allocator site : sites.values()) {
        orders.keySet().forEach(station -> site.result(station, Order.Fate.NOT_SENT, now));
      }
      throw e;
    }
    for (Allocator site : sites.values()) {
      Profiles profiles = new Profiles(profileId, site.site().voltage());
      for (SiteConfig.Member member : site.site().stations()) {
        Order order = orders.get(member.id());
        Seen station = seen.get(member.id());
        if (order != null && station != null) {
          station.link().send(order, member, profiles);
        }
      }
    }
  }

  private void judge(Allocator site) {
    String name = site.site().name();
    set(
        "exceeded:" + name,
        site.isExceeded(),
        String.format(
            Locale.ROOT,
            "Site %s may draw more than its limit of %.1f A: %s, in tenths of an ampere. Nobody is"
                + " given more until stations have confirmed less",
            name,
            site.site().limit() / 10.0,
            site.load()));
    List<String> unruly = site.unruly();
    set(
        "unruly:" + name,
        !unruly.isEmpty(),
        "Site %s: %d stations take no limit, or have another maximum: %s"
            .formatted(name, unruly.size(), unruly.stream().limit(NAMED).toList()));
  }

  private void set(String key, boolean open, String text) {
    if (open && !text.equals(alarms.put(key, text))) {
      environment.alarms().raise(key, Severity.WARNING, null, text);
    } else if (!open && alarms.remove(key) != null) {
      environment.alarms().clear(key);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    ledger.close();
  }
}
