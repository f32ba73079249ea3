// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsCleared;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.MonitorReading;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The monitors of the stations. What was told before a boot is old until it is told again. */
final class MonitorsProjection implements Projection {
  /** After these ends of the reading behind a boot, what is still old is gone (N04.FR.19). */
  private static final Set<String> READ_AGAIN = Set.of("complete", "empty");

  private static final Set<String> TYPES =
      EventTypes.of(
          MonitorsReported.class, MonitorsCleared.class, BootNotified.class, FlowEnded.class);

  @Override
  public String name() {
    return "monitors";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of("monitors");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS monitors (
          station TEXT NOT NULL, id INTEGER NOT NULL, component TEXT NOT NULL,
          component_instance TEXT, evse INTEGER, connector INTEGER, variable TEXT NOT NULL,
          variable_instance TEXT, type TEXT NOT NULL, value TEXT NOT NULL,
          severity INTEGER NOT NULL, in_transaction INTEGER NOT NULL, origin TEXT,
          old INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (station, id))\
        """);
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    switch (event.station()) {
      case MonitorsReported e -> {
        for (MonitorReading monitor : e.monitors()) {
          put(event, monitor, changes);
        }
      }
      case MonitorsCleared e -> {
        for (int id : e.monitors()) {
          changes.run("DELETE FROM monitors WHERE station = ? AND id = ?", event.stream(), id);
        }
      }
      case BootNotified _ ->
          changes.run("UPDATE monitors SET old = 1 WHERE station = ?", event.stream());
      case FlowEnded e when e.kind().equals("monitorsAgain") && READ_AGAIN.contains(e.outcome()) ->
          changes.run("DELETE FROM monitors WHERE station = ? AND old = 1", event.stream());
      case null, default -> {
        // not of monitors
      }
    }
  }

  private static void put(ViewEvent event, MonitorReading m, Changes changes) throws SQLException {
    changes.run(
        "INSERT OR REPLACE INTO monitors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
        event.stream(),
        m.id(),
        m.component(),
        m.componentInstance(),
        m.evse(),
        m.connector(),
        m.variable(),
        m.variableInstance(),
        m.type(),
        m.value().toPlainString(),
        m.severity(),
        m.transaction() ? 1 : 0,
        m.origin(),
        event.at());
  }
}
