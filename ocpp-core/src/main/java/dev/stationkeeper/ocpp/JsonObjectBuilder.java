// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a small JSON object, members in the order in which they were put. What is null is left
 * out, as OCPP wants of absent members (RPC-16); a name put again replaces the value in its place.
 * Not thread-safe.
 */
public final class JsonObjectBuilder {
  private final Map<String, String> members = new LinkedHashMap<>();

  JsonObjectBuilder() {}

  /** Puts a string, or leaves {@code name} out when {@code value} is null. */
  public JsonObjectBuilder put(String name, @Nullable String value) {
    return value == null ? this : raw(name, quoted(value));
  }

  /** Puts a whole number. */
  public JsonObjectBuilder put(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /** Puts a number, with all its digits, or leaves it out when {@code value} is null. */
  public JsonObjectBuilder put(String name, @Nullable BigDecimal value) {
    return value == null ? this : raw(name, number(value));
  }

  /** Puts a truth value. */
  public JsonObjectBuilder put(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  /**
   * Puts a moment as RFC 3339 in UTC, cut to milliseconds (RPC-29), or leaves it out when {@code
   * value} is null.
   */
  public JsonObjectBuilder put(String name, @Nullable Instant value) {
    return value == null
        ? this
        : raw(name, quoted(value.truncatedTo(ChronoUnit.MILLIS).toString()));
  }

  /** Puts an object, or leaves it out when {@code value} is null. */
  public JsonObjectBuilder put(String name, @Nullable JsonView value) {
    return value == null ? this : raw(name, value.text());
  }

  /** Puts an array of objects; an empty one is left out. */
  public JsonObjectBuilder putObjects(String name, List<JsonView> values) {
    return array(name, values.stream().map(JsonView::text).toList());
  }

  /** Puts an array of strings; an empty one is left out. */
  public JsonObjectBuilder putStrings(String name, List<String> values) {
    return array(name, values.stream().map(JsonObjectBuilder::quoted).toList());
  }

  /** Puts an array of numbers; an empty one is left out. */
  public JsonObjectBuilder putDecimals(String name, List<BigDecimal> values) {
    return array(name, values.stream().map(JsonObjectBuilder::number).toList());
  }

  /** The object as it stands now; the builder can go on. */
  public JsonView build() {
    if (members.isEmpty()) {
      return JsonView.EMPTY;
    }
    StringBuilder text = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          if (text.length() > 1) {
            text.append(',');
          }
          JsonText.appendString(text, name);
          text.append(':').append(value);
        });
    return JsonView.ofVerified(text.append('}').toString());
  }

  private JsonObjectBuilder array(String name, List<String> elements) {
    return elements.isEmpty() ? this : raw(name, "[" + String.join(",", elements) + "]");
  }

  private JsonObjectBuilder raw(String name, String json) {
    members.put(name, json);
    return this;
  }

  /** Without an exponent, which small parsers do not read, unless that takes a line of zeros. */
  private static String number(BigDecimal value) {
    return Math.abs(value.scale()) > 100 ? value.toString() : value.toPlainString();
  }

  private static String quoted(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2);
    JsonText.appendString(text, value);
    return text.toString();
  }
}
