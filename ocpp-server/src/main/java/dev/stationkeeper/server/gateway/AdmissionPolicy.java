// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import org.jspecify.annotations.Nullable;

/** Decides who may connect. Called on the gateway's decoder threads: quick, or cached. */
@FunctionalInterface
public interface AdmissionPolicy {
  /** Anybody may. */
  AdmissionPolicy OPEN = knock -> Admission.accept();

  /** Judges one handshake. One that throws is answered 503. */
  Admission judge(Knock knock);

  /**
   * A station at the door; address, identity and subprotocol are well-formed.
   *
   * @param authorization the HTTP header of that name as it came, null without one
   */
  record Knock(
      StationId station,
      OcppVersion version,
      String remoteAddress,
      @Nullable String authorization) {}
}
