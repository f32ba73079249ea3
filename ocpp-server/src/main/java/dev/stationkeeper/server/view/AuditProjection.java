// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, and what happened to the server: every system event, and who sent a command. */
final class AuditProjection implements Projection {
  private static final String COMMAND = CommandQueued.class.getSimpleName();

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of("audit");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS audit (
          position INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT, what TEXT NOT NULL,
          subject TEXT)\
        """,
        "CREATE INDEX IF NOT EXISTS audit_who ON audit (who, position)");
  }

  /** Everything that belongs to no station; {@link #apply} tells by the stream. */
  @Override
  public boolean takes(String type) {
    return true;
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    if (event.ofSystem()) {
      SystemEvent system = event.system();
      if (system != null) {
        String by = event.raw().cause().decidedBy();
        add(event, by, event.raw().type(), subject(system), changes);
      }
    } else if (event.raw().type().equals(COMMAND)
        && event.station() instanceof CommandQueued queued) {
      add(event, queued.by(), "Command " + queued.action(), event.stream(), changes);
    }
  }

  private static void add(
      ViewEvent event, @Nullable String by, String what, @Nullable String subject, Changes changes)
      throws SQLException {
    changes.run(
        "INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?, ?)",
        event.position(),
        event.at(),
        by,
        what,
        subject);
  }

  private static @Nullable String subject(SystemEvent event) {
    return switch (event) {
      case SystemEvent.ConfigurationChanged e -> e.key();
      case SystemEvent.Login e -> e.user();
      case SystemEvent.Logout e -> e.user();
      case SystemEvent.UserPut e -> e.name();
      case SystemEvent.UserRemoved e -> e.name();
      case SystemEvent.ApiTokenPut e -> e.name();
      case SystemEvent.ApiTokenRemoved e -> e.name();
      case SystemEvent.TokenPut e -> e.idToken();
      case SystemEvent.TokenRemoved e -> e.idToken();
      case SystemEvent.StationRegistered e -> e.station();
      case SystemEvent.StationRemoved e -> e.station();
      case SystemEvent.AlarmRaised e -> e.alarmId();
      case SystemEvent.AlarmCleared e -> e.alarmId();
      case SystemEvent.AlarmAcknowledged e -> e.alarmId();
      case SystemEvent.HandlerCrashed e -> e.handler();
      case SystemEvent.HandlerReinstalled e -> e.handler();
      case SystemEvent.HandlerQuarantined e -> e.handler();
      case SystemEvent.HandlerResumed e -> e.handler();
      case SystemEvent.HandlerSwapped e -> e.handler();
      case SystemEvent.EventParked e -> e.consumer();
      default -> null;
    };
  }
}
