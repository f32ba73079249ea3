// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.ocpp.StationId;
import java.util.Optional;

/**
 * Whether a station could be let in with a profile at all: raised to one for which something is
 * missing here, it could not come back (1.6 A05.FR.02, A05.FR.03 from the other side).
 *
 * @param access how stations prove who they are
 * @param tls true when stations are served under TLS
 * @param certificates true when the server knows who issues stations' certificates
 */
public record ProfileReadiness(StationAccessBook access, boolean tls, boolean certificates) {
  /** What is missing, in a sentence; empty when nothing is. */
  public Optional<String> fault(StationId station, int profile) {
    if (profile >= 2 && !tls) {
      return Optional.of(
          "Profile %d needs TLS: set tls.certificate and tls.key first.".formatted(profile));
    }
    if (profile == 3 && !certificates) {
      return Optional.of(
          "Profile 3 needs tls.station-authority or tls.built-in-authority, so that the station's"
              + " certificate can be checked.");
    }
    return (profile == 1 || profile == 2) && !access.show(station).hasPassword()
        ? Optional.of(
            "Profile %d needs a password: give station %s one first.".formatted(profile, station))
        : Optional.empty();
  }
}
