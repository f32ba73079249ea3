// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.spi.ConsumerHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/**
 * Rules 5xx: what a consumer of the log keeps.
 *
 * @param wanted events each of which must reach the sink
 * @param patience how long it may be at work, in real time
 */
record ConsumerRules(
    Supplier<? extends ConsumerHandler> consumer,
    Map<String, String> settings,
    List<TckEvent> wanted,
    Duration patience) {
  private static final int MANY = 20_000;
  private static final long MOST_GROWTH = 32L << 20;

  /** What the vendor says about its sink. */
  interface Sink {
    /** The positions that have reached it, in the order in which they did. */
    List<Long> delivered();

    /** Lets it go away or come back. */
    void away(boolean away);
  }

  FakeLog log() {
    return log(consumer);
  }

  FakeLog log(Supplier<? extends ConsumerHandler> other) {
    FakeLog.Builder builder = FakeLog.of(other).patience(patience);
    settings.forEach(builder::setting);
    return builder.start();
  }

  /** A consumer that is opened, given events and closed. */
  void use(FakeLog opened) {
    try (opened) {
      everything().forEach(event -> event.in(opened));
      opened.deliver();
    }
  }

  private List<TckEvent> everything() {
    List<TckEvent> all = new ArrayList<>(SampleEvents.all());
    all.addAll(wanted);
    return all;
  }

  void starts() {
    try (FakeLog log = log()) {
      boolean history = log.run().wantsHistory();
      Assertions.assertFalse(
          log.run().supervised().stream()
              .anyMatch(event -> event instanceof SupervisionEvent.PluginFailed),
          () -> "it failed before it opened (history: " + history + ")");
    }
  }

  void closesTwice() {
    ConsumerHandler never = consumer.get();
    Assertions.assertDoesNotThrow(never::close, "close without start");
    ConsumerHandler kept = consumer.get();
    use(log(() -> kept));
    Assertions.assertDoesNotThrow(kept::close, "a second close");
  }

  void takesEveryEvent() {
    for (TckEvent event : everything()) {
      try (FakeLog log = log()) {
        event.in(log);
        taken(log, event.toString());
      }
    }
  }

  void takesEventsAgain() {
    try (FakeLog log = log()) {
      everything().forEach(event -> event.in(log));
      taken(log, "the events");
      log.kill();
      taken(log, "the events, told again after a kill,");
    }
  }

  private static void taken(FakeLog log, String what) {
    FakeLog.Delivery delivery = log.deliver();
    Assertions.assertEquals(
        FakeLog.Delivery.TAKEN,
        delivery,
        () -> what + " ended as " + delivery + " " + crashes(log));
  }

  private static List<String> crashes(FakeLog log) {
    return log.run().supervised().stream()
        .filter(event -> event instanceof SupervisionEvent.ConsumerCrashed)
        .map(event -> ((SupervisionEvent.ConsumerCrashed) event).text())
        .distinct()
        .toList();
  }

  void acknowledges() {
    try (FakeLog log = log()) {
      everything().forEach(event -> event.in(log));
      taken(log, "the events");
      Assertions.assertTrue(
          log.awaitAcknowledged(),
          () ->
              "of "
                  + log.position()
                  + " events it has acknowledged "
                  + log.checkpoint()
                  + " after "
                  + patience
                  + ": what is not wanted is to be acknowledged too, and what is gathered has to"
                  + " leave in the end");
    }
  }

  void deliversBeforeItAcknowledges(Sink sink) {
    try (FakeLog log = log()) {
      sink.away(true);
      Set<Long> positions = put(log);
      log.deliver();
      log.advance(Duration.ofMinutes(1));
      Set<Long> acknowledged = new TreeSet<>(positions);
      acknowledged.removeIf(position -> position > log.checkpoint());
      acknowledged.removeAll(sink.delivered());
      sink.away(false);
      Assertions.assertTrue(
          acknowledged.isEmpty(),
          () -> "acknowledged while the sink was away, and not in it: " + acknowledged);
    }
  }

  void deliversAllAfterKills(Sink sink) {
    try (FakeLog log = log()) {
      Set<Long> positions = put(log);
      log.deliver();
      log.kill();
      sink.away(true);
      positions.addAll(put(log));
      log.deliver();
      log.kill();
      sink.away(false);
      positions.addAll(put(log));
      Set<Long> missing = missing(log, sink, positions);
      Assertions.assertTrue(
          missing.isEmpty(), () -> "lost over two kills and a sink that was away: " + missing);
    }
  }

  void keepsTheOrder(Sink sink) {
    try (FakeLog log = log()) {
      Map<Long, String> stations = new HashMap<>();
      for (int round = 0; round < 20; round++) {
        for (TckEvent event : wanted) {
          stations.put(event.in(log), event.station().orElse(""));
        }
      }
      Set<Long> missing = missing(log, sink, stations.keySet());
      Assertions.assertTrue(missing.isEmpty(), () -> "not delivered: " + missing);
      Set<Long> seen = new HashSet<>();
      Map<String, Long> last = new HashMap<>();
      for (long position : sink.delivered()) {
        String station = stations.get(position);
        if (station != null && seen.add(position)) {
          Long before = last.put(station, position);
          Assertions.assertTrue(
              before == null || before < position,
              () -> "of station " + station + ", " + position + " came behind " + before);
        }
      }
    }
  }

  private Set<Long> put(FakeLog log) {
    Set<Long> positions = new TreeSet<>();
    wanted.forEach(event -> positions.add(event.in(log)));
    return positions;
  }

  private static Set<Long> missing(FakeLog log, Sink sink, Set<Long> positions) {
    taken(log, "the events");
    // Whether it acknowledges is the business of 503.
    var _ = log.awaitAcknowledged();
    Set<Long> missing = new TreeSet<>(positions);
    missing.removeAll(sink.delivered());
    return missing;
  }

  void boundedMemory() {
    try (FakeLog log = log()) {
      flood(log, MANY / 10);
      long before = StateRules.used();
      flood(log, MANY);
      long growth = StateRules.used() - before;
      Assertions.assertTrue(
          growth < MOST_GROWTH, () -> MANY + " events left " + (growth >> 20) + " MiB behind");
    }
  }

  private void flood(FakeLog log, int events) {
    List<TckEvent> all = everything();
    for (int i = 0; i < events; i++) {
      all.get(i % all.size()).in(log);
    }
    taken(log, events + " events");
    Assertions.assertTrue(log.awaitAcknowledged(), "they are not acknowledged");
    log.forget();
  }
}
