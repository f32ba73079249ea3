// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.LoggedEvent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes records of events. What an event lacks, or has of another kind, is an absent value. */
final class Records {
  private static final String SYSTEM = "$system";
  private static final String ELEMENT = "*.";

  /** A number with more is no reading of a meter. */
  private static final int LONGEST_NUMBER = 60;

  private Records() {}

  static List<AnalyticsRecord> of(RecordType type, LoggedEvent event) {
    JsonView payload = event.payload();
    Optional<String> each = type.each();
    if (each.isEmpty()) {
      return List.of(record(type, event, payload, JsonView.EMPTY, 0));
    }
    List<AnalyticsRecord> records = new ArrayList<>();
    for (JsonView element : payload.objects(each.get())) {
      records.add(record(type, event, payload, element, records.size()));
    }
    return List.copyOf(records);
  }

  private static AnalyticsRecord record(
      RecordType type, LoggedEvent event, JsonView payload, JsonView element, int index) {
    String stream = event.station().map(StationId::value).orElse(SYSTEM);
    List<Column> columns = type.columns();
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns.get(i), payload, element);
    }
    @Nullable Object[] common = {
      stream + ":" + event.sequence() + ":" + index,
      type.label(),
      CommonColumns.SCHEMA,
      event.type(),
      event.station().map(StationId::value).orElse((String) values[4]),
      event.sequence(),
      (long) index,
      event.position(),
      event.at(),
      event.by().orElse(null)
    };
    System.arraycopy(common, 0, values, 0, common.length);
    return new AnalyticsRecord(type, stream, event.position(), event.at(), values);
  }

  private static @Nullable Object value(Column column, JsonView payload, JsonView element) {
    for (String source : column.sources()) {
      boolean inside = source.startsWith(ELEMENT);
      String[] path = (inside ? source.substring(ELEMENT.length()) : source).split("\\.", -1);
      Object found = value(column.kind(), inside ? element : payload, path);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Object value(Column.Kind kind, JsonView in, String... path) {
    return switch (kind) {
      case TEXT -> in.string(path).orElse(null);
      case WHOLE -> {
        OptionalLong whole = in.number(path);
        yield whole.isPresent() ? whole.getAsLong() : null;
      }
      case NUMBER ->
          in.decimal(path).orElseGet(() -> in.string(path).map(Records::read).orElse(null));
      case TRUTH -> in.bool(path).orElse(null);
      case TIME -> in.string(path).map(Records::time).orElse(null);
    };
  }

  private static @Nullable BigDecimal read(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs(number.scale()) > LONGEST_NUMBER ? null : number;
    } catch (NumberFormatException e) {
      return null; // signed data, or words: the text stays
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null; // the log has times only; an absent one is better than a crash
    }
  }
}
