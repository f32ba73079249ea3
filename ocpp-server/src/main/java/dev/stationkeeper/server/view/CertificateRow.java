// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in a station, as the station told it last.
 *
 * @param type for example {@code CSMSRootCertificate}, 1.6 {@code CentralSystemRootCertificate}
 * @param hashAlgorithm by which the station hashed, and by which it is deleted (M04.FR.07)
 * @param serialNumber hexadecimal
 * @param under serial number of the head of its chain; null when it is the head
 * @param at when the station told it
 */
public record CertificateRow(
    String type,
    String hashAlgorithm,
    String issuerNameHash,
    String issuerKeyHash,
    String serialNumber,
    @Nullable String under,
    Instant at) {}
