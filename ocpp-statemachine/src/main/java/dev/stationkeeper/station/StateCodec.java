// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stationkeeper.station.event.RecordJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * A station's state as text, for snapshots. A snapshot is disposable: one that another build wrote
 * in another shape is not read, and the state is folded from the log instead. Thread-safe.
 */
public final class StateCodec {
  /** Raise when {@code evolve} gives another meaning to a component without changing its shape. */
  private static final int MEANING = 1;

  private static final String FORMAT = MEANING + "-" + shape();

  private record Snapshot(String format, StationState state) {}

  /** Only the format, read first: a state of another shape may not even be readable. */
  private record Header(String format) {}

  /** The state as a JSON object. */
  public String encode(StationState state) {
    return RecordJson.write(new Snapshot(FORMAT, state));
  }

  /** The state of that text; empty when another build wrote it or it is damaged. */
  public Optional<StationState> decode(String text) {
    try {
      return RecordJson.read(Header.class, text).equals(new Header(FORMAT))
          ? Optional.of(RecordJson.read(Snapshot.class, text).state())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A checksum over every component of every record in a state: it cannot be forgotten. */
  private static String shape() {
    SortedSet<String> components = new TreeSet<>();
    describe(StationState.class, components);
    Blocks.parts().values().forEach(part -> describe(part.getClass(), components));
    CRC32 sum = new CRC32();
    sum.update(String.join("\n", components).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }

  private static void describe(Class<?> record, SortedSet<String> into) {
    for (RecordComponent component : record.getRecordComponents()) {
      String type = component.getGenericType().getTypeName();
      if (into.add(record.getName() + "." + component.getName() + ":" + type)) {
        describeWithin(component, into);
      }
    }
  }

  private static void describeWithin(RecordComponent component, SortedSet<String> into) {
    if (component.getType().isRecord()) {
      describe(component.getType(), into);
    } else if (component.getGenericType() instanceof ParameterizedType parameterized) {
      for (Type argument : parameterized.getActualTypeArguments()) {
        if (argument instanceof Class<?> element && element.isRecord()) {
          describe(element, into);
        }
      }
    }
  }
}
