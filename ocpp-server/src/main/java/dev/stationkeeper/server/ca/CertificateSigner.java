// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import dev.stationkeeper.ocpp.StationId;

/**
 * Signs the certificate requests of stations (A02, 1.6 SignCertificate). What answers a station's
 * request calls this and sends the chain back with CertificateSigned. Thread-safe; blocks for some
 * milliseconds, so never on a thread of the gateway or of an engine.
 */
@FunctionalInterface
public interface CertificateSigner {
  /**
   * Checks a request and signs it.
   *
   * @param station who asks, as it is connected
   * @param name what the certificate has to name (CN): the station's certificate name, else its id
   * @param request PKCS#10 as PEM
   */
  Outcome sign(StationId station, String name, String request);

  /** What became of a request. */
  sealed interface Outcome {
    /**
     * Signed.
     *
     * @param chain PEM: the station's certificate, then the issuing one; without the root
     * @param serialNumber of the station's certificate, hexadecimal
     */
    record Signed(String chain, String serialNumber) implements Outcome {}

    /** Not signed. {@code reason} is a sentence for the operator. */
    record Refused(String reason) implements Outcome {}
  }
}
