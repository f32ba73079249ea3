// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.provisioning.Configuration;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The roots by which a station trusts this server. With AdditionalRootCertificateCheck a station
 * has one, and one to fall back to, and takes a new one only when the old one signed it (M05.FR.10;
 * 1.6 M05.FR.10): it is told before the message is sent where that can be seen, and after a
 * refusal.
 */
final class Roots {
  private static final Set<String> OURS =
      Set.of("CSMSRootCertificate", "CentralSystemRootCertificate");
  private static final String CHECK = "AdditionalRootCertificateCheck";
  private static final String RULE =
      "With AdditionalRootCertificateCheck a new root of the CSMS is signed by the old one"
          + " (M05.FR.10)";

  private Roots() {}

  /** Why a root must not be sent: nobody vouches for it but itself, and the station has another. */
  static Optional<String> forbids(StationState state, Command command) {
    if (!isOurs(command) || !isChecked(state)) {
      return Optional.empty();
    }
    List<InstalledCertificates.Known> known =
        state.parts().get(InstalledCertificates.class).all().stream()
            .filter(certificate -> OURS.contains(certificate.type()))
            .toList();
    return known.isEmpty()
        ? Optional.empty()
        : CertificateText.of(command.payload().string("certificate").orElse(""))
            .filter(CertificateText::selfIssued)
            .filter(
                root ->
                    known.stream()
                        .noneMatch(old -> isSame(old.serialNumber(), root.serialNumber())))
            .map(_ -> RULE);
  }

  /** What is to be said of a station's refusal. */
  static JsonView explained(Turn turn, Occasion.CommandEnded ended) {
    return ended.isAnswered() && isOurs(ended.command()) && isChecked(turn.state())
        ? Completion.of(ended.response()).add(JsonView.object().put("rule", RULE).build()).done()
        : ended.response();
  }

  private static boolean isOurs(Command command) {
    return command.action().name().equals(StoreFlow.INSTALL)
        && OURS.contains(command.payload().string("certificateType").orElse(""));
  }

  private static boolean isChecked(StationState state) {
    Configuration known = state.parts().get(Configuration.class);
    return known
        .value("SecurityCtrlr", CHECK, null)
        .or(() -> known.value(CHECK))
        .filter(value -> value.equalsIgnoreCase("true"))
        .isPresent();
  }

  /** Some stations write leading zeros or capital letters. */
  private static boolean isSame(String told, String serialNumber) {
    try {
      return new BigInteger(told, 16).toString(16).equals(serialNumber);
    } catch (NumberFormatException e) {
      return told.toLowerCase(Locale.ROOT).equals(serialNumber);
    }
  }
}
