// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Decides who may connect. Called on the threads of the {@link Reception}: may take its time. */
@FunctionalInterface
public interface AdmissionPolicy {
  /** Anybody may. */
  AdmissionPolicy OPEN = knock -> Admission.accept();

  /** Judges one handshake. One that throws is answered 503. */
  Admission judge(Knock knock);

  /**
   * A station at the door; address, identity and subprotocol are well-formed.
   *
   * @param address the other side's, without its port
   * @param authorization the HTTP header of that name as it came, null without one
   * @param secure true under TLS
   * @param certificate the other side's, its path checked; null without one
   */
  record Knock(
      StationId station,
      OcppVersion version,
      String remoteAddress,
      String address,
      @Nullable String authorization,
      boolean secure,
      @Nullable X509Certificate certificate) {}

  /** A TLS handshake failed because of the station's certificate. */
  default void certificateRefused(String remoteAddress, String why) {}
}
