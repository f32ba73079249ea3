// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;

/**
 * A certificate by the hashes that OCSP knows it by (CertificateHashData, OCSPRequestData).
 *
 * @param hashAlgorithm SHA256, SHA384 or SHA512
 * @param issuerNameHash hexadecimal, of the issuer's name
 * @param issuerKeyHash hexadecimal, of the issuer's key
 * @param serialNumber hexadecimal
 * @param responderUrl where the station says that it can be asked for; empty when it says nothing
 */
public record CertificateHashes(
    String hashAlgorithm,
    String issuerNameHash,
    String issuerKeyHash,
    String serialNumber,
    String responderUrl) {
  static CertificateHashes of(JsonView data) {
    return new CertificateHashes(
        data.string("hashAlgorithm").orElse(""),
        data.string("issuerNameHash").orElse(""),
        data.string("issuerKeyHash").orElse(""),
        data.string("serialNumber").orElse(""),
        data.string("responderURL").orElse(""));
  }

  JsonView payload() {
    return JsonView.object()
        .put("hashAlgorithm", hashAlgorithm)
        .put("issuerNameHash", issuerNameHash)
        .put("issuerKeyHash", issuerKeyHash)
        .put("serialNumber", serialNumber)
        .build();
  }
}
