// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.alarm.Board.Matter;
import dev.stationkeeper.samples.alarm.Facts.StationFacts;
import dev.stationkeeper.spi.LoggedEvent;
import java.util.Optional;
import java.util.Set;

/** The rules about connections, connectors and what a station says of its own security. */
final class StationRules {
  static final Set<String> TYPES =
      Set.of(
          "ConnectionOpened",
          "ConnectionClosed",
          "RegistrationDecided",
          "ConnectorStatusReported",
          "CallAnswered",
          "StationRemoved");

  /** The names that the specification has (2.0.1 appendix 1); a station can make up any other. */
  private static final Set<String> SECURITY =
      Set.of(
          "FirmwareUpdated",
          "FailedToAuthenticateAtCsms",
          "CsmsFailedToAuthenticate",
          "SettingSystemTime",
          "StartupOfTheDevice",
          "ResetOrReboot",
          "SecurityLogWasCleared",
          "ReconfigurationOfSecurityParameters",
          "MemoryExhaustion",
          "InvalidMessages",
          "AttemptedReplayAttacks",
          "TamperDetectionActivated",
          "InvalidFirmwareSignature",
          "InvalidFirmwareSigningCertificate",
          "InvalidCsmsCertificate",
          "InvalidChargingStationCertificate",
          "InvalidTLSVersion",
          "InvalidTLSCipherSuite",
          "MaintenanceLoginAccepted",
          "MaintenanceLoginFailed");

  /** What happens every day. */
  private static final Set<String> ROUTINE =
      Set.of(
          "FirmwareUpdated",
          "SettingSystemTime",
          "StartupOfTheDevice",
          "ResetOrReboot",
          "MaintenanceLoginAccepted");

  private static final String SECURITY_EVENT = "SecurityEventNotification";
  private static final long SECURITY_HOLDS = 3_600_000;

  private final AlarmSettings settings;
  private final Facts facts;
  private final Board board;

  StationRules(AlarmSettings settings, Facts facts, Board board) {
    this.settings = settings;
    this.facts = facts;
    this.board = board;
  }

  void on(String station, LoggedEvent event) {
    StationFacts known = facts.station(station);
    if (known == null) {
      return;
    }
    long at = event.at().toEpochMilli();
    known.heard = Math.max(known.heard, at);
    switch (event.type()) {
      case "ConnectionOpened" -> {
        known.connected = true;
        board.ends("offline:" + station, at);
      }
      case "ConnectionClosed" -> {
        known.connected = false;
        known.silent = false;
        board.forget("silent:" + station);
        offline(station, at);
      }
      case "RegistrationDecided" ->
          known.interval = 1_000 * event.payload().number("intervalSeconds").orElse(0);
      case "ConnectorStatusReported" -> status(station, at, event.payload());
      case "CallAnswered" -> security(station, at, event.payload());
      default -> {} // an open set
    }
  }

  /** The station is no longer wanted: nothing about it is wrong. */
  void removed(String station) {
    facts.stations.remove(station);
    for (String key : facts.conditions.keySet()) {
      if (station.equals(facts.conditions.get(key).station)) {
        board.forget(key);
      }
    }
  }

  private void offline(String station, long at) {
    if (settings.has("offline")) {
      String text =
          "%s has been offline for more than %d s"
              .formatted(station, settings.offlineAfter() / 1_000);
      board.begins(
          new Matter("offline:" + station, "warning", station, text),
          at,
          at + settings.offlineAfter());
    }
  }

  private void status(String station, long at, JsonView status) {
    if (!settings.has("faulted")) {
      return;
    }
    String evse = status.number("evse").isPresent() ? status.number("evse").getAsLong() + "/" : "";
    String connector = evse + status.number("connector").orElse(0);
    String key = "faulted:" + station + ":" + connector;
    if (status.string("status").equals(Optional.of("Faulted"))) {
      String code = status.string("errorCode").orElse("no error code given");
      String text = "Connector %s of %s is faulted: %s".formatted(connector, station, code);
      board.begins(new Matter(key, "critical", station, text), at, at + settings.faultedAfter());
    } else {
      board.ends(key, at);
    }
  }

  /** SecurityEventNotification (A04; 1.6 with the security whitepaper's extensions). */
  private void security(String station, long at, JsonView call) {
    // Nearly every event is of another message: a look at the text is enough to see that.
    if (settings.has("security")
        && call.text().contains(SECURITY_EVENT)
        && call.string("action").equals(Optional.of(SECURITY_EVENT))
        && !call.has("error")) {
      String type = call.string("request", "type").orElse("unnamed");
      String info = call.string("request", "techInfo").map(t -> ": " + t).orElse("");
      board.happens(
          new Matter(
              "security:" + station + ":" + (SECURITY.contains(type) ? type : "other"),
              ROUTINE.contains(type) ? "info" : "warning",
              station,
              "%s reports the security event %s%s".formatted(station, type, info)),
          at,
          SECURITY_HOLDS);
    }
  }

  /** A station that is connected and says nothing, heartbeats included. */
  void silent(long now, Heard heard) {
    if (!settings.has("silent")) {
      return;
    }
    facts.stations.forEach(
        (station, known) -> {
          long patience = Math.max(settings.silentAfter(), 3 * known.interval);
          if (known.connected && now - known.heard >= patience) {
            known.heard = Math.max(known.heard, heard.of(station));
            if (now - known.heard >= patience) {
              known.silent = true;
              board.begins(
                  new Matter(
                      "silent:" + station,
                      "warning",
                      station,
                      "%s is connected and has said nothing for %d s"
                          .formatted(station, patience / 1_000)),
                  now,
                  now);
              return;
            }
          }
          if (known.silent) {
            known.silent = false;
            board.ends("silent:" + station, now);
          }
        });
  }

  /**
   * When the server last heard of a station, in milliseconds since 1970; 0 when it does not know.
   */
  interface Heard {
    long of(String station);
  }
}
