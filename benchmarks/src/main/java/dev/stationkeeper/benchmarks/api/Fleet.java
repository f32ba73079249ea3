// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.api;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * The past of a fleet, straight into a log. A third speaks 1.6, a hundredth 2.1, the others 2.0.1;
 * every tenth has a label; all are offline, for a server that starts has no sockets; one connector
 * in 500 is faulted; each station had two transactions, of which every seventh station's second one
 * still runs.
 */
final class Fleet {
  static final Instant BEGIN = Instant.parse("2026-03-01T06:00:00Z");

  private static final int WAITING = 4_000;
  private static final List<String> VENDORS = List.of("Acme", "Blitz", "Corrente", "Dynamo");
  private static final List<String> STATUSES =
      List.of("Available", "Occupied", "Available", "Unavailable", "Available", "Reserved");

  private Fleet() {}

  /** The id of a station by its number. */
  static String id(int station) {
    return String.format(Locale.ROOT, "CP-%06d", station);
  }

  /** When a station is first heard of; a tenth of a second after the one before. */
  static Instant begin(int station) {
    return BEGIN.plusMillis(station * 100L);
  }

  /** Writes the log in {@code folder}; the number of its events. */
  static long write(Path folder, int stations) throws IOException {
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      StationLog fleet = new StationLog(log, new EventCodec());
      SystemLog system = new SystemLog(log, Clock.systemUTC());
      Deque<CompletionStage<?>> waiting = new ArrayDeque<>();
      for (int i = 0; i < stations; i++) {
        waiting.add(fleet.append(new StationId(id(i)), 0, past(i)));
        if (i % 10 == 0) {
          String label = "Street " + i % 977 + ", bay " + i % 7;
          waiting.add(
              system.append(new SystemEvent.StationRegistered(id(i), label, null), "benchmark"));
        }
        while (waiting.size() > WAITING) {
          waiting.removeFirst().toCompletableFuture().join();
        }
      }
      waiting.forEach(one -> one.toCompletableFuture().join());
      return log.position();
    }
  }

  private static List<NewEvent> past(int i) {
    Instant at = begin(i);
    List<StationEvent> past = new ArrayList<>();
    past.add(new StationEvent.ConnectionOpened(1, version(i), "192.0.2.1"));
    past.add(
        new StationEvent.BootNotified(
            VENDORS.get(i % VENDORS.size()),
            "Fast-" + i % 23,
            "SN" + i * 7L,
            "1." + i % 12,
            null,
            null,
            null));
    past.add(new StationEvent.RegistrationDecided("Accepted", 300));
    for (int evse = 1; evse <= 2; evse++) {
      String status = (2 * i + evse) % 500 == 0 ? "Faulted" : STATUSES.get((i + evse) % 6);
      past.add(
          new StationEvent.ConnectorStatusReported(evse, 1, status, null, null, null, null, at));
    }
    transaction(past, "a" + i, at, true);
    transaction(past, "b" + i, at.plusSeconds(7_200), i % 7 != 0);
    if (i % 20 == 0) {
      past.add(new StationEvent.ConnectionClosed(1, 1006, "gone"));
    }
    return past.stream().map(event -> new NewEvent(event, at, Cause.NONE)).toList();
  }

  private static void transaction(
      List<StationEvent> past, String id, Instant at, boolean hasEnded) {
    IdToken token = new IdToken("04A2B3C4D5", "ISO14443");
    past.add(
        new StationEvent.TransactionStarted(
            id, 1, 1, token, at, 1_000L, null, null, "Accepted", "Charging", 0, false));
    past.add(
        new StationEvent.MeterValuesRecorded(
            id,
            1,
            1,
            List.of(
                new MeterSample(
                    at.plusSeconds(900),
                    "4711",
                    "Sample.Periodic",
                    "Energy.Active.Import.Register",
                    null,
                    null,
                    "Wh"))));
    if (hasEnded) {
      past.add(
          new StationEvent.TransactionEnded(
              id, at.plusSeconds(3_600), 9_000L, "Local", token, 1, false));
    }
  }

  private static String version(int i) {
    if (i % 100 == 50) {
      return "2.1";
    }
    return i % 3 == 0 ? "1.6" : "2.0.1";
  }
}
