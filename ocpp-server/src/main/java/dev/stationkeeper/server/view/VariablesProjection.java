// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.VariableReading;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The device models of the stations: the last value of each attribute of each variable. */
final class VariablesProjection implements Projection {
  private static final Set<String> TYPES = EventTypes.of(VariablesReported.class);

  /** What was told before and is left out now stays. Names differ in more than their case. */
  private static final String PUT =
      """
      INSERT INTO variables (station, component, component_instance, evse, connector, variable,
        variable_instance, attribute, value, mutability, characteristics, source, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (station, component, component_instance, evse, connector, variable,
        variable_instance, attribute)
      DO UPDATE SET value = excluded.value,
        mutability = coalesce(excluded.mutability, mutability),
        characteristics = coalesce(excluded.characteristics, characteristics),
        source = excluded.source, at = excluded.at\
      """;

  @Override
  public String name() {
    return "variables";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of("variables");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS variables (
          id INTEGER PRIMARY KEY, station TEXT NOT NULL,
          component TEXT NOT NULL COLLATE NOCASE,
          component_instance TEXT NOT NULL COLLATE NOCASE,
          evse INTEGER NOT NULL, connector INTEGER NOT NULL,
          variable TEXT NOT NULL COLLATE NOCASE,
          variable_instance TEXT NOT NULL COLLATE NOCASE,
          attribute TEXT NOT NULL, value TEXT, mutability TEXT, characteristics TEXT,
          source TEXT NOT NULL, at INTEGER NOT NULL,
          UNIQUE (station, component, component_instance, evse, connector, variable,
            variable_instance, attribute))\
        """,
        "CREATE INDEX IF NOT EXISTS variables_station ON variables (station, id)");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    if (event.station() instanceof VariablesReported reported) {
      for (VariableReading reading : reported.variables()) {
        changes.run(
            PUT,
            event.stream(),
            reading.component(),
            orEmpty(reading.componentInstance()),
            orNone(reading.evse()),
            orNone(reading.connector()),
            reading.variable(),
            orEmpty(reading.variableInstance()),
            reading.attribute(),
            reading.value(),
            reading.mutability(),
            reading.characteristics(),
            reported.source(),
            event.at());
      }
    }
  }

  /** A key has no nulls: two of them are not the same. */
  private static String orEmpty(@Nullable String instance) {
    return instance == null ? "" : instance;
  }

  private static int orNone(@Nullable Integer number) {
    return number == null ? -1 : number;
  }
}
