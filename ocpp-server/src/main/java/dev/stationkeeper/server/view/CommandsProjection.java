// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Commands. */
final class CommandsProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(CommandQueued.class, CommandSent.class, CommandEnded.class);

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<String> tables() {
    return List.of("commands");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS commands (
          position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, station TEXT NOT NULL,
          action TEXT NOT NULL, payload TEXT NOT NULL, status TEXT NOT NULL, response TEXT,
          "by" TEXT NOT NULL, queued_at INTEGER NOT NULL, sent_at INTEGER, ended_at INTEGER,
          expires_at INTEGER NOT NULL)\
        """,
        "CREATE INDEX IF NOT EXISTS commands_station ON commands (station, position)",
        "CREATE INDEX IF NOT EXISTS commands_open ON commands (station) WHERE ended_at IS NULL");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    switch (event.station()) {
      case CommandQueued e ->
          changes.run(
              "INSERT OR IGNORE INTO commands (position, id, station, action, payload, status,"
                  + " \"by\", queued_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              event.position(),
              e.commandId(),
              event.stream(),
              e.action(),
              e.payload(),
              CommandStatus.QUEUED.wireName(),
              e.by(),
              event.at(),
              e.expiresAt());
      case CommandSent e ->
          changes.run(
              "UPDATE commands SET status = ?, sent_at = ? WHERE id = ?",
              CommandStatus.SENT.wireName(),
              event.at(),
              e.commandId());
      case CommandEnded e ->
          changes.run(
              "UPDATE commands SET status = ?, response = ?, ended_at = ? WHERE id = ?",
              wireName(e.status()),
              e.response(),
              event.at(),
              e.commandId());
      case null, default -> {
        // not of commands
      }
    }
  }

  /** Events name the state by its constant or as the API does. */
  static String wireName(String status) {
    for (CommandStatus known : CommandStatus.values()) {
      if (known.name().equals(status)) {
        return known.wireName();
      }
    }
    return status;
  }
}
