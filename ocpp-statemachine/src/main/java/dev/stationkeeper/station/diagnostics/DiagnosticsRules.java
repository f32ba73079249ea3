// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.provisioning.MessageLimits;
import java.util.Optional;
import java.util.stream.Stream;

/** What block N forbids in requests. */
final class DiagnosticsRules {
  private DiagnosticsRules() {}

  static Optional<String> fault(StationState state, OcppVersion version, Command command) {
    return switch (command.action().name()) {
      case "CustomerInformation" -> customer(command.payload());
      case "GetMonitoringReport" -> report(state, command.payload());
      case "GetLog" ->
          version.isAtLeast(OcppVersion.V2_1)
              ? address(command.payload().string("log", "remoteLocation").orElse(""))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> customer(JsonView wanted) {
    long named =
        Stream.of("idToken", "customerCertificate", "customerIdentifier")
            .filter(wanted::has)
            .count();
    return new Reasons()
        .when(
            named != 1,
            "A customer is named by one of idToken, customerCertificate and customerIdentifier"
                + " (N09.FR.04, N10.FR.08)")
        .when(
            !wanted.bool("report").orElse(false) && !wanted.bool("clear").orElse(false),
            "Customer information is reported, cleared, or both (N09.FR.07)")
        .first();
  }

  /** Its results come in messages of their own, so that a list too long is not divided. */
  private static Optional<String> report(StationState state, JsonView wanted) {
    int most = MessageLimits.of(state, "DeviceDataCtrlr", "GetReport").items();
    return new Reasons()
        .when(
            wanted.objects("componentVariable").size() > most,
            "The station takes at most " + most + " entries in one GetMonitoringReport (N02.FR.07)")
        .first();
  }

  /** Stations follow no redirection, so what is given has to be the place itself. */
  private static Optional<String> address(String url) {
    int query = url.indexOf('?');
    return new Reasons()
        .when(url.indexOf('#') >= 0, "The address of an upload has no fragment (N01.FR.27)")
        .when(
            query >= 0 && url.endsWith("/"),
            "The query of the address of an upload does not end with / (N01.FR.28)")
        .first();
  }
}
