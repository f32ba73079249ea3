// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import java.util.List;

/** The columns that records of all types begin with. */
final class CommonColumns {
  /** The version of all columns together: it rises when a column is added. */
  static final long SCHEMA = 1;

  static final List<Column> ALL =
      List.of(
          Column.text(
              "id",
              "`STATION:sequence:index`, for the server's own `$system:sequence:index`: the same"
                  + " whenever the record is sent, so that a repetition is known by it"),
          Column.text("type", "this type"),
          Column.whole("schema", "version of the columns, " + SCHEMA),
          Column.text("event", "name of the event in the log"),
          Column.text("station", "whom it is about; absent when that is no station", "station"),
          Column.whole("sequence", "number of the event among the station's, rising"),
          Column.whole("index", "of the record in its event, from 0"),
          Column.whole("position", "of the event in the log; rises in the order of sending"),
          Column.time("recorded_at", "when the server recorded the event"),
          Column.text("by", "who caused it: a user, or `handler#generation`"));

  private CommonColumns() {}
}
