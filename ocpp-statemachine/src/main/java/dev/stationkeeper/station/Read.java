// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers of a payload, as events and keys carry them. */
public final class Read {
  private Read() {}

  /** The integer at {@code path}; null when it is absent. */
  public static @Nullable Integer integer(JsonView from, String... path) {
    OptionalLong value = from.number(path);
    return value.isPresent() ? (Integer) (int) value.getAsLong() : null;
  }

  /** The whole number at {@code path} as text; empty when it is absent. */
  public static String text(JsonView from, String... path) {
    OptionalLong value = from.number(path);
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }

  /** The text or whole number at {@code path} as text, as a mended payload would have it. */
  static String scalar(JsonView from, String... path) {
    return from.string(path).orElseGet(() -> text(from, path));
  }
}
