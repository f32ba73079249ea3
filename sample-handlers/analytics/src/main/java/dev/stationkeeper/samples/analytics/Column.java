// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import java.util.List;

/**
 * A column of the records of a type.
 *
 * @param name in lower case, words by underscores; the unit is its last word where there is one
 * @param kind what its values are
 * @param meaning for the schema page, with the unit
 * @param sources where the value stands in an event: members by dots, the first that is there
 *     counts; a path that begins with {@code *.} is looked up in the element that the record is of
 */
public record Column(String name, Kind kind, String meaning, List<String> sources) {
  /** What values are. */
  public enum Kind {
    /** {@link String}. */
    TEXT("text"),
    /** {@link Long}. */
    WHOLE("whole number"),
    /** {@link java.math.BigDecimal}. */
    NUMBER("number"),
    /** {@link Boolean}. */
    TRUTH("true or false"),
    /** {@link java.time.Instant}; RFC 3339 in UTC, to the millisecond. */
    TIME("time");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  public Column {
    sources = List.copyOf(sources);
  }

  static Column text(String name, String meaning, String... sources) {
    return new Column(name, Kind.TEXT, meaning, List.of(sources));
  }

  static Column whole(String name, String meaning, String... sources) {
    return new Column(name, Kind.WHOLE, meaning, List.of(sources));
  }

  static Column number(String name, String meaning, String... sources) {
    return new Column(name, Kind.NUMBER, meaning, List.of(sources));
  }

  static Column truth(String name, String meaning, String... sources) {
    return new Column(name, Kind.TRUTH, meaning, List.of(sources));
  }

  static Column time(String name, String meaning, String... sources) {
    return new Column(name, Kind.TIME, meaning, List.of(sources));
  }
}
