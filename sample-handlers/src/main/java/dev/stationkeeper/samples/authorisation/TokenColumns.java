// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the columns of a list mean. */
final class TokenColumns {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "type",
          "status",
          "group",
          "parent",
          "expires",
          "concurrent",
          "stations",
          "connectors",
          "local",
          "note");

  /** IdTokenEnumType of 2.x. */
  private static final Set<String> TYPES =
      Set.of(
          "Central",
          "DirectPayment",
          "eMAID",
          "EVCCID",
          "ISO14443",
          "ISO15693",
          "KeyCode",
          "Local",
          "MacAddress",
          "VIN");

  private static final int LONGEST_ID = 255;
  private static final int MOST_CONCURRENT = 1_000;

  /** Takes what is wrong. */
  interface Faults {
    void add(long line, String column, String what);
  }

  private final Map<String, Integer> columns = new HashMap<>();
  private final int width;
  private final Faults faults;

  TokenColumns(List<String> header, Faults faults) {
    this.faults = faults;
    this.width = header.size();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip().toLowerCase(Locale.ROOT);
      String at = "column " + (i + 1);
      if (!KNOWN.contains(name)) {
        faults.add(
            1,
            at,
            "'" + header.get(i) + "' is no column; known: " + KNOWN.stream().sorted().toList());
      } else if (columns.putIfAbsent(name, i) != null) {
        faults.add(1, at, "'" + name + "' is there twice");
      }
    }
    if (columns.containsKey("group") && columns.containsKey("parent")) {
      faults.add(1, place("parent"), "it means the same as group: have one of them");
    }
    if (!columns.containsKey("id")) {
      faults.add(1, "column 1", "there is no column 'id'; the first line names the columns");
    }
  }

  /** How a column is named to people. */
  String place(String column) {
    return "column " + (columns.getOrDefault(column, 0) + 1) + " (" + column + ")";
  }

  /** The token of a line; of no use when faults were told. */
  Token token(long line, List<String> fields, int concurrent) {
    if (fields.size() != width) {
      faults.add(
          line,
          "column " + (Math.min(fields.size(), width) + 1),
          "the line has " + fields.size() + " fields, the header " + width);
    }
    Line at = new Line(line, fields);
    return new Token(
        at.id(),
        at.oneOf("type", TYPES, ""),
        at.oneOf("status", Set.of("Accepted", "Blocked"), "Accepted").equals("Blocked"),
        at.instant(),
        at.group(),
        at.number(concurrent),
        at.places(),
        at.several("connectors"),
        !at.oneOf("local", Set.of("yes", "no"), "yes").equals("no"));
  }

  private final class Line {
    private final long number;
    private final List<String> fields;

    Line(long number, List<String> fields) {
      this.number = number;
      this.fields = fields;
    }

    private String text(String column) {
      Integer index = columns.get(column);
      return index == null || index >= fields.size() ? "" : fields.get(index).strip();
    }

    private void fault(String column, String what) {
      faults.add(number, place(column), what);
    }

    String id() {
      String id = text("id");
      check("id", id);
      if (id.isEmpty() && columns.containsKey("id")) {
        fault("id", "it is empty");
      }
      return id;
    }

    private void check(String column, String id) {
      if (id.length() > LONGEST_ID || id.chars().anyMatch(c -> c < ' ' || c > '~')) {
        fault(column, "it has more than " + LONGEST_ID + " characters, or some that no token has");
      }
    }

    @Nullable String group() {
      String column = columns.containsKey("parent") ? "parent" : "group";
      String group = text(column);
      check(column, group);
      return group.isEmpty() ? null : group;
    }

    String oneOf(String column, Set<String> known, String otherwise) {
      String text = text(column);
      if (text.isEmpty()) {
        return otherwise;
      }
      for (String one : known) {
        if (one.equalsIgnoreCase(text)) {
          return one;
        }
      }
      fault(column, "'" + text + "' is none of " + known.stream().sorted().toList());
      return otherwise;
    }

    /** A day lasts until its end in UTC. */
    @Nullable Instant instant() {
      String text = text("expires");
      if (text.isEmpty()) {
        return null;
      }
      try {
        return text.indexOf('T') < 0
            ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
            : java.time.OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        fault(
            "expires",
            "'"
                + text
                + "' is no day (2026-12-31) and no time with its zone (2026-12-31T12:00:00Z)");
        return null;
      }
    }

    int number(int otherwise) {
      String text = text("concurrent");
      if (text.isEmpty()) {
        return otherwise;
      }
      if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > MOST_CONCURRENT) {
        fault("concurrent", "'" + text + "' is no number from 0 (any) to " + MOST_CONCURRENT);
        return otherwise;
      }
      return Integer.parseInt(text);
    }

    List<Place> places() {
      List<Place> places = new ArrayList<>();
      for (String text : several("stations")) {
        Place.parse(text)
            .ifPresentOrElse(
                places::add,
                () ->
                    fault(
                        "stations",
                        "'" + text + "' is no station (CP1, A-*) and no EVSE of one (CP1/2)"));
      }
      return places;
    }

    List<String> several(String column) {
      return java.util.Arrays.stream(text(column).split("\\s+|;", -1))
          .filter(part -> !part.isEmpty())
          .toList();
    }
  }
}
