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
    return 3;
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
          subject TEXT, outcome TEXT, address TEXT)\
        """,
        "CREATE INDEX IF NOT EXISTS audit_at ON audit (at)",
        "CREATE INDEX IF NOT EXISTS audit_who ON audit (who, at)",
        "CREATE INDEX IF NOT EXISTS audit_people ON audit (at) WHERE address IS NOT NULL");
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
        add(event, event.raw().cause().decidedBy(), system, changes);
      }
    } else if (event.raw().type().equals(COMMAND)
        && event.station() instanceof CommandQueued queued) {
      add(event, queued.by(), "Command " + queued.action(), event.stream(), null, null, changes);
    }
  }

  private static void add(ViewEvent event, @Nullable String by, SystemEvent system, Changes changes)
      throws SQLException {
    String type = event.raw().type();
    switch (system) {
      case SystemEvent.Login e -> {
        String outcome = e.succeeded() ? "succeeded" : "failed";
        add(event, by, type, e.user(), outcome, e.remoteAddress(), changes);
      }
      case SystemEvent.Logout e -> add(event, by, type, e.user(), null, e.remoteAddress(), changes);
      case SystemEvent.ApiAction e ->
          add(
              event,
              by,
              e.method() + " " + e.route(),
              e.station(),
              Integer.toString(e.status()),
              e.remoteAddress(),
              changes);
      default -> add(event, by, type, subject(system), null, null, changes);
    }
  }

  private static void add(
      ViewEvent event,
      @Nullable String by,
      String what,
      @Nullable String subject,
      @Nullable String outcome,
      @Nullable String address,
      Changes changes)
      throws SQLException {
    changes.run(
        "INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)",
        event.position(),
        event.at(),
        by,
        what,
        subject,
        outcome,
        address);
  }

  private static @Nullable String subject(SystemEvent event) {
    return switch (event) {
      case SystemEvent.ConfigurationChanged e -> e.key();
      case SystemEvent.UserPut e -> e.name();
      case SystemEvent.UserRemoved e -> e.name();
      case SystemEvent.ApiTokenPut e -> e.name();
      case SystemEvent.ApiTokenRemoved e -> e.name();
      case SystemEvent.TokenPut e -> e.idToken();
      case SystemEvent.TokenRemoved e -> e.idToken();
      case SystemEvent.StationRegistered e -> e.station();
      case SystemEvent.StationRemoved e -> e.station();
      case SystemEvent.StationCertificateIssued e -> e.serialNumber();
      case SystemEvent.StationCertificateRevoked e -> e.serialNumber();
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
