// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.StationState;
import java.util.List;
import java.util.Optional;

/** What must not be sent to a station of certificates. */
final class CertificateRules {
  private CertificateRules() {}

  static Optional<String> forbids(StationState state, Command command) {
    return switch (command.action().name()) {
      case CertificateFlow.SIGNED -> CertificateTie.forbids(state, command);
      case StoreFlow.INSTALL -> Roots.forbids(state, command);
      case StoreFlow.DELETE ->
          otherAlgorithm(state, command, "certificateHashData", "and so it is deleted (M04.FR.07)");
      case "CustomerInformation" ->
          otherAlgorithm(
              state,
              command,
              "customerCertificate",
              "and so it is asked for (N09.FR.08, N10.FR.09)");
      default -> Optional.empty();
    };
  }

  /** A certificate that the station told by other algorithms only. */
  private static Optional<String> otherAlgorithm(
      StationState state, Command command, String member, String why) {
    String serial = command.payload().string(member, "serialNumber").orElse("");
    String wanted = command.payload().string(member, "hashAlgorithm").orElse("");
    List<String> told =
        state.parts().get(InstalledCertificates.class).all().stream()
            .filter(known -> known.serialNumber().equalsIgnoreCase(serial))
            .map(InstalledCertificates.Known::hashAlgorithm)
            .toList();
    return told.isEmpty() || told.contains(wanted)
        ? Optional.empty()
        : Optional.of(
            "The station names certificate %s by %s, %s".formatted(serial, told.getFirst(), why));
  }
}
