// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.util.List;

/**
 * Folds events into tables that only it writes. Called from one thread at a time, within a
 * transaction that also moves its checkpoint: no event is ever seen twice.
 */
interface Projection {
  /** The same over versions. */
  String name();

  /** Raised whenever tables or meaning change: the tables are then made again from the log. */
  int version();

  /** Its tables; dropped to rebuild it. */
  List<String> tables();

  /** Statements that make tables and indices where they are not there. */
  List<String> schema();

  /** True when events of that type, by its name in the log, may change something here. */
  boolean takes(String type);

  /** Takes one event of a type that it {@link #takes}. */
  void apply(ViewEvent event, Changes changes) throws SQLException;

  /** The batch is at its end: what was gathered is written. */
  default void finish(Changes changes) throws SQLException {}

  /** What was done since the last time can be read by all. */
  default void committed() {}

  /** The batch failed and its transaction is undone: what was gathered is forgotten. */
  default void forget() {}

  /**
   * The rows of a table that must be the same however often the events were folded.
   *
   * @param schema in which the table is
   */
  default String rows(String table, String schema) {
    return "SELECT * FROM " + schema + "." + table;
  }
}
