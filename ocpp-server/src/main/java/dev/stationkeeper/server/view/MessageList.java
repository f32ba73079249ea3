// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;

/**
 * Which exchanges of the trace are a station's: a table that many enter together, in its order. As
 * an index each exchange would have changed another page of it. The latest, which are not entered
 * yet, are looked through.
 */
final class MessageList {
  static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS listed (
        station TEXT NOT NULL, position INTEGER NOT NULL, n INTEGER NOT NULL,
        PRIMARY KEY (station, position)) WITHOUT ROWID\
      """;

  /** One row: the number of the last exchange that is entered. */
  static final String UP_TO = "CREATE TABLE IF NOT EXISTS listing (up_to INTEGER NOT NULL)";

  static final String UP_TO_NOTHING =
      "INSERT INTO listing SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM listing)";

  /** So many are looked through at most: a few milliseconds. */
  static final long AT_ONCE = 8_000;

  private MessageList() {}

  /** Enters the latest when there are enough of them. */
  static void enter(Changes changes) throws SQLException {
    Long upTo = changes.number("SELECT up_to FROM listing");
    Long last = changes.number("SELECT max(n) FROM messages");
    if (upTo != null && last != null && last - upTo >= AT_ONCE) {
      changes.run(
          "INSERT INTO listed SELECT station, position, n FROM messages WHERE n > ?"
              + " ORDER BY station, position",
          upTo);
      changes.run("UPDATE listing SET up_to = ?", last);
    }
  }

  /**
   * Deletes exchanges here and there.
   *
   * @param which the condition, of the table {@code messages}
   */
  static void delete(String which, Changes changes, Object... parameters) throws SQLException {
    changes.run(
        "DELETE FROM listed WHERE (station, position) IN (SELECT station, position FROM messages"
            + " WHERE "
            + which
            + ")",
        parameters);
    changes.run("DELETE FROM messages WHERE " + which, parameters);
    // Where none is left, their numbers begin anew.
    changes.run("UPDATE listing SET up_to = 0 WHERE NOT EXISTS (SELECT 1 FROM messages)");
  }

  /** Rows that are in the list wrongly, or not in it. There are none, however it was made. */
  static String wrong(String schema) {
    return """
    SELECT station, position, n FROM %1$s.listed EXCEPT SELECT station, position, n FROM %1$s.messages
    UNION ALL SELECT * FROM (SELECT station, position, n FROM %1$s.messages
      WHERE n <= (SELECT up_to FROM %1$s.listing) EXCEPT SELECT station, position, n FROM %1$s.listed)\
    """
        .formatted(schema);
  }
}
