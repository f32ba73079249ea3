// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists of stations, filtered and sorted by indices, against the same done by hand over a fleet
 * that is made at random. {@code -Dstations.seed=N} to repeat.
 */
class StationOrderTest {
  private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");
  private static final long SEED = Long.getLong("stations.seed", System.nanoTime());
  private static final int STATIONS = 90;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private SegmentedLog log;
  private Views views;

  @BeforeEach
  void open() throws Exception {
    log = SegmentedLog.open(new LogSettings(folder.resolve("log"), 1 << 20, 1 << 20, 0, true));
    views = Views.open(folder.resolve("views.db"), log);
    for (int i = 0; i < STATIONS; i++) {
      station(String.format(Locale.ROOT, "%s-%02d", i % 3 == 0 ? "cp" : "CP", i));
    }
    assertTrue(views.await(log.position(), Duration.ofSeconds(20)));
  }

  @AfterEach
  void close() throws Exception {
    views.close();
    log.close();
  }

  private void station(String id) {
    SystemLog system = new SystemLog(log, Clock.systemUTC());
    if (random.nextInt(3) == 0) {
      String label = pick("yard", "Yard", "gate_1", "Allee");
      append(system, new SystemEvent.StationRegistered(id, label, null));
    }
    List<StationEvent> past = new ArrayList<>();
    past.add(new StationEvent.ConnectionOpened(1, pick("1.6", "2.0.1", "2.1"), "192.0.2.1"));
    if (random.nextInt(5) > 0) {
      past.add(
          new StationEvent.BootNotified(
              pick("Acme", "acme", "Blitz"),
              pick("A", "b"),
              "s",
              pick("1", "2"),
              null,
              null,
              null));
    }
    for (int connector = 0; connector < random.nextInt(3); connector++) {
      past.add(
          new StationEvent.ConnectorStatusReported(
              null, connector + 1, pick("Available", "Faulted"), null, null, null, null, T0));
    }
    if (random.nextInt(3) == 0) {
      past.add(new StationEvent.ConnectionClosed(1, 1006, "gone"));
    }
    Instant at = T0.plusSeconds(random.nextInt(20));
    List<NewEvent> batch = past.stream().map(e -> new NewEvent(e, at, Cause.NONE)).toList();
    new StationLog(log, new EventCodec())
        .append(new StationId(id), 0, batch)
        .toCompletableFuture()
        .join();
    if (random.nextInt(10) == 0) {
      append(system, new SystemEvent.StationRemoved(id));
    }
  }

  private static void append(SystemLog system, SystemEvent event) {
    system.append(event, "ann").toCompletableFuture().join();
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  @Test
  void everyOrderAndFilterGivesEachStationOnceOverAllPages() {
    List<StationRow> all = views.stations().list(StationFilter.ALL, null, 1_000).items();
    assertTrue(all.size() > STATIONS / 2, "stations.seed=" + SEED);
    for (StationFilter filter : filters()) {
      for (StationSort.Key key : StationSort.Key.values()) {
        for (boolean descending : new boolean[] {false, true}) {
          Comparator<StationRow> order = order(key);
          List<String> expected =
              all.stream()
                  .filter(row -> fits(row, filter))
                  .sorted(descending ? order.reversed() : order)
                  .map(StationRow::id)
                  .toList();
          assertEquals(
              expected,
              pages(filter, new StationSort(key, descending)),
              "stations.seed=%d, %s, %s %s".formatted(SEED, filter, key, descending));
        }
      }
    }
  }

  private List<String> pages(StationFilter filter, StationSort sort) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Page<StationRow> page = views.stations().list(filter, sort, cursor, 13);
      page.items().forEach(row -> ids.add(row.id()));
      cursor = page.next();
    } while (cursor != null);
    return ids;
  }

  private static List<StationFilter> filters() {
    List<StationFilter> filters = new ArrayList<>();
    for (Boolean connected : Arrays.asList(null, true, false)) {
      for (String text : Arrays.asList(null, "ACME", "_", "nobody")) {
        filters.add(new StationFilter(connected, null, text, null, null));
        filters.add(new StationFilter(connected, "CP-", text, null, "2.1"));
        filters.add(new StationFilter(connected, null, text, "Faulted", null));
      }
    }
    return filters;
  }

  private static boolean fits(StationRow row, StationFilter filter) {
    String text = filter.text();
    return (filter.connected() == null || filter.connected() == row.connected())
        && (filter.prefix() == null || row.id().startsWith(filter.prefix()))
        && (filter.version() == null || filter.version().equals(row.version()))
        && (filter.status() == null
            || row.connectors().stream().anyMatch(c -> c.status().equals(filter.status())))
        && (text == null
            || Stream.of(
                    row.id(),
                    row.label(),
                    row.vendor(),
                    row.model(),
                    row.serialNumber(),
                    row.firmware())
                .filter(Objects::nonNull)
                .anyMatch(has -> lower(has).contains(lower(text))));
  }

  private static Comparator<StationRow> order(StationSort.Key key) {
    Comparator<StationRow> by =
        switch (key) {
          case ID -> Comparator.comparing(StationRow::id);
          case LABEL -> Comparator.comparing(row -> lower(row.label()));
          case MODEL -> Comparator.comparing(row -> lower(row.vendor()) + " " + lower(row.model()));
          case FIRMWARE -> Comparator.comparing(row -> lower(row.firmware()));
          case VERSION -> Comparator.comparing(row -> lower(row.version()));
          case LAST_SEEN ->
              Comparator.comparing(
                  row -> Objects.requireNonNullElse(row.lastSeen(), Instant.EPOCH));
        };
    return by.thenComparing(StationRow::id);
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  @Test
  void aCursorOfAnotherOrderIsRefused() {
    StationSort byLabel = new StationSort(StationSort.Key.LABEL, false);
    String ofIds = views.stations().list(StationFilter.ALL, null, 5).next();
    String ofLabels = views.stations().list(StationFilter.ALL, byLabel, null, 5).next();
    StationsView stations = views.stations();
    assertThrows(
        InvalidCursorException.class, () -> stations.list(StationFilter.ALL, byLabel, ofIds, 5));
    assertThrows(InvalidCursorException.class, () -> stations.list(StationFilter.ALL, ofLabels, 5));
    assertThrows(
        InvalidCursorException.class,
        () ->
            stations.list(
                StationFilter.ALL, new StationSort(StationSort.Key.LAST_SEEN, false), ofLabels, 5));
  }

  @Test
  void theOverviewCountsWhatTheListsShow() {
    List<StationRow> all = views.stations().list(StationFilter.ALL, null, 1_000).items();
    List<StationRow> online = all.stream().filter(StationRow::connected).toList();
    OverviewView.Counts counts = views.overview().count();
    assertEquals(all.size(), counts.stations());
    assertEquals(online.size(), counts.connected());
    for (String version : List.of("1.6", "2.0.1", "2.1")) {
      assertEquals(
          online.stream().filter(row -> version.equals(row.version())).count(),
          counts.versions().getOrDefault(version, 0L),
          "stations.seed=" + SEED);
    }
    for (String status : List.of("Available", "Faulted")) {
      assertEquals(
          online.stream()
              .flatMap(row -> row.connectors().stream())
              .filter(c -> c.status().equals(status))
              .count(),
          counts.connectors().getOrDefault(status, 0L),
          "stations.seed=" + SEED);
    }
  }
}
