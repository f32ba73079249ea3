// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.spi.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** Rules 4xx: what a handler keeps. */
final class StateRules {
  private static final int EVENTS = 10_000;
  private static final long MOST_GROWTH = 32L << 20;
  private static final String EVENT =
      "{\"transactionId\":\"t-1\",\"evse\":1,\"connector\":1,\"status\":\"Available\"}";

  private StateRules() {}

  static void takesItsOwnBack(Rules rules) {
    try (FakeServer server = rules.server()) {
      rules.requests().forEach(request -> request.to(server, "CS"));
      List<FakeStation> stations = rules.stations(server, "CS");
      Optional<String> failure = server.swap(rules.handler());
      Assertions.assertEquals(Optional.empty(), failure, "a swap to itself was rolled back");
      server.restart();
      Assertions.assertTrue(
          stations.stream().anyMatch(station -> station.kept().isPresent()),
          "it claims snapshots and gave none");
      for (FakeStation station : stations) {
        Assertions.assertTrue(
            station.isServed(),
            () -> "it does not open with the state that it gave: " + station.lastError());
      }
    }
  }

  static void refusesAnother(Rules rules) {
    try (FakeServer server = rules.server()) {
      rules.stations(server, "CS");
      server.restartWith(Snapshot.of(Integer.MAX_VALUE, "\u0000 of another format"));
      for (FakeStation station : rules.stations(server, "CS")) {
        Assertions.assertFalse(
            station.isServed(),
            () ->
                "it opens "
                    + station.id()
                    + " with a snapshot of schema "
                    + Integer.MAX_VALUE
                    + ", which it cannot know; throw instead");
      }
    }
  }

  static void keepsStationsApart(Rules rules) {
    List<String> alone = new ArrayList<>();
    try (FakeServer server = rules.server()) {
      rules.requests().forEach(request -> alone.add(meaning(request.to(server, "A"))));
    }
    List<String> beside = new ArrayList<>();
    try (FakeServer server = rules.server()) {
      for (TckRequest request : rules.requests()) {
        request.to(server, "B");
        beside.add(meaning(request.to(server, "A")));
        request.to(server, "B");
      }
    }
    Assertions.assertEquals(
        alone, beside, "a station is answered otherwise when another one asks in between");
  }

  /** Why a request failed is told with what differs from run to run. */
  private static String meaning(FakeAnswer answer) {
    return answer.isFailure() ? "failure" : answer.toString();
  }

  static void boundedMemory(Rules rules) {
    try (FakeServer server = rules.server()) {
      FakeStation station = rules.stations(server, "CS").getFirst();
      station.flood(EVENTS / 10, "TransactionUpdated", EVENT);
      rules.requests().forEach(request -> request.to(server, "CS"));
      long restarts = station.restarts();
      long before = used();
      station.flood(EVENTS, "TransactionUpdated", EVENT);
      Assertions.assertEquals(
          restarts, station.restarts(), () -> "an event crashed it: " + station.lastError());
      long growth = used() - before;
      Assertions.assertTrue(
          growth < MOST_GROWTH, () -> EVENTS + " events left " + (growth >> 20) + " MiB behind");
    }
  }

  static long used() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
