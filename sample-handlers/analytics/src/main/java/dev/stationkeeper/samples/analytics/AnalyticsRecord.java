// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flat record: a value, or none, for each column of its type. Immutable. */
public final class AnalyticsRecord {
  private final RecordType type;
  private final String stream;
  private final long position;
  private final Instant recordedAt;
  private final @Nullable Object[] values;

  AnalyticsRecord(
      RecordType type,
      String stream,
      long position,
      Instant recordedAt,
      @Nullable Object[] values) {
    this.type = type;
    this.stream = stream;
    this.position = position;
    this.recordedAt = recordedAt;
    this.values = values.clone();
  }

  /** Its type. */
  public RecordType type() {
    return type;
  }

  /**
   * What it has to stay in order with: the id of its station, or {@code $system} for the server's
   * own. The key of a partition.
   */
  public String stream() {
    return stream;
  }

  /** Position of its event in the log. */
  public long position() {
    return position;
  }

  /** When its event was recorded. */
  public Instant recordedAt() {
    return recordedAt;
  }

  /** Its stable id. */
  public String id() {
    return String.valueOf(values[0]);
  }

  /** The value of the column at that place of {@link RecordType#columns}, of the column's kind. */
  public @Nullable Object value(int column) {
    return values[column];
  }

  /** Roughly how many bytes it takes in memory. */
  public int weight() {
    int weight = 64 + 24 * values.length;
    for (Object value : values) {
      weight += value instanceof String text ? 2 * text.length() : 0;
    }
    return weight;
  }

  /** One JSON object on one line, without its end; absent values are left out. */
  public String json() {
    JsonObjectBuilder json = JsonView.object();
    List<Column> columns = type.columns();
    for (int i = 0; i < values.length; i++) {
      String name = columns.get(i).name();
      switch (values[i]) {
        case null -> {} // left out
        case String text -> json.put(name, text);
        case Long whole -> json.put(name, whole.longValue());
        case BigDecimal number -> json.put(name, number);
        case Boolean truth -> json.put(name, truth.booleanValue());
        case Instant time -> json.put(name, time);
        default -> throw new IllegalStateException(name + " is a " + values[i]);
      }
    }
    return json.build().text();
  }

  /** {@link #json} in UTF-8. */
  public byte[] jsonBytes() {
    return json().getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return json();
  }
}
