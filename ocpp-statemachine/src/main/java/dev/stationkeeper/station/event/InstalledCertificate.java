// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in a station, as the station names it.
 *
 * @param type for example {@code CSMSRootCertificate}, 1.6 {@code CentralSystemRootCertificate}
 * @param hashAlgorithm by which the station hashed; it is deleted by the same one (M04.FR.07)
 * @param serialNumber hexadecimal
 * @param under serial number of the certificate that heads its chain; null when it is the head
 */
public record InstalledCertificate(
    String type,
    String hashAlgorithm,
    String issuerNameHash,
    String issuerKeyHash,
    String serialNumber,
    @Nullable String under) {
  /** Of a CertificateHashData. */
  public static InstalledCertificate of(String type, JsonView hashes, @Nullable String under) {
    return new InstalledCertificate(
        type,
        hashes.string("hashAlgorithm").orElse(""),
        hashes.string("issuerNameHash").orElse(""),
        hashes.string("issuerKeyHash").orElse(""),
        hashes.string("serialNumber").orElse(""),
        under);
  }
}
