// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long sessions took: a fold of the log and nothing else. Kept as JSON by its members' names.
 * Not thread-safe.
 */
final class SessionModel {
  static final Set<String> TYPES = Set.of("TransactionStarted", "TransactionEnded");

  /** Of the fold; raise it when what is made of an event changes. */
  private static final String FOLD = "sessions-1";

  private static final int MOST_OPEN = 100_000;

  final DurationUnit unit;
  long position;

  /** When each open session began, in milliseconds since 1970; the oldest first. */
  private final Map<String, Long> open = new LinkedHashMap<>();

  private final long[] buckets;
  private double sum;
  private long forgotten;

  SessionModel(DurationUnit unit) {
    this.unit = unit;
    this.buckets = new long[unit.limits().size() + 1];
  }

  /** What a model is that can be gone on with: of this fold and this unit. */
  static String version(DurationUnit unit) {
    return FOLD + "-" + unit.label();
  }

  void on(LoggedEvent event) {
    if (event.position() <= position) {
      return; // at least once is once here
    }
    position = event.position();
    String key =
        event.station().map(StationId::value).orElse("")
            + "/"
            + event.payload().string("transactionId").orElse("");
    long at = at(event).toEpochMilli();
    if (event.type().equals("TransactionStarted")) {
      open.put(key, at);
      if (open.size() > MOST_OPEN) {
        open.remove(open.keySet().iterator().next());
        forgotten++;
      }
    } else if (event.type().equals("TransactionEnded")) {
      Long began = open.remove(key);
      if (began != null) {
        count(unit.of(Math.max(0, at - began)));
      }
    }
  }

  /** The station's time where it gave one. */
  private static Instant at(LoggedEvent event) {
    try {
      return event.payload().string("at").map(Instant::parse).orElse(event.at());
    } catch (DateTimeParseException e) {
      return event.at();
    }
  }

  private void count(double duration) {
    List<Double> limits = unit.limits();
    int bucket = 0;
    while (bucket < limits.size() && duration > limits.get(bucket)) {
      bucket++;
    }
    buckets[bucket]++;
    sum += duration;
  }

  /** In the text format of Prometheus. */
  String metrics() {
    String name = "session_duration_" + unit.label();
    StringBuilder text = new StringBuilder(1_024);
    heads(text, name, "How long charging sessions took.", "histogram");
    long below = 0;
    for (int i = 0; i < buckets.length; i++) {
      below += buckets[i];
      String limit = i < unit.limits().size() ? unit.limits().get(i).toString() : "+Inf";
      line(text, name + "_bucket{le=\"" + limit + "\"}", below);
    }
    text.append(name).append("_sum ").append(sum).append('\n');
    line(text, name + "_count", below);
    gauge(text, "sessions_open", "Sessions that have begun and not ended.", open.size());
    gauge(text, "sessions_forgotten", "Sessions that were open for too long.", forgotten);
    gauge(text, "session_model_position", "The last event in these figures.", position);
    return text.toString();
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    heads(text, name, help, "gauge");
    line(text, name, value);
  }

  private static void heads(StringBuilder text, String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
