// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The flows of the stations, running and ended. */
final class FlowsProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(FlowStarted.class, FlowAdvanced.class, FlowEnded.class);

  @Override
  public String name() {
    return "flows";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<String> tables() {
    return List.of("flows");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS flows (
          position INTEGER PRIMARY KEY, station TEXT NOT NULL, id TEXT NOT NULL,
          kind TEXT NOT NULL, step TEXT NOT NULL, outcome TEXT, started_at INTEGER NOT NULL,
          ended_at INTEGER, deadline INTEGER NOT NULL, command_id TEXT, request_id INTEGER,
          attributes TEXT NOT NULL, result TEXT, UNIQUE (station, id))\
        """,
        "CREATE INDEX IF NOT EXISTS flows_station ON flows (station, position)",
        "CREATE INDEX IF NOT EXISTS flows_kind ON flows (station, kind, position)");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    switch (event.station()) {
      case FlowStarted e ->
          changes.run(
              "INSERT OR IGNORE INTO flows (position, station, id, kind, step, started_at,"
                  + " deadline, command_id, request_id, attributes)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              event.position(),
              event.stream(),
              e.flowId(),
              e.kind(),
              e.step(),
              event.at(),
              e.deadline(),
              e.commandId(),
              e.requestId(),
              e.attributes());
      case FlowAdvanced e ->
          changes.run(
              "UPDATE flows SET step = ?, deadline = ? WHERE station = ? AND id = ?",
              e.step(),
              e.deadline(),
              event.stream(),
              e.flowId());
      case FlowEnded e ->
          changes.run(
              "UPDATE flows SET outcome = ?, ended_at = ?, result = ? WHERE station = ? AND id = ?",
              e.outcome(),
              event.at(),
              e.attributes(),
              event.stream(),
              e.flowId());
      case null, default -> {
        // not of flows
      }
    }
  }
}
