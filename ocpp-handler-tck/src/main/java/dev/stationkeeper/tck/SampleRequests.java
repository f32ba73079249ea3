// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.List;
import java.util.stream.Stream;

/** Valid requests of each version, one at least for each action that handlers are asked about. */
final class SampleRequests {
  private static final String AT = "\"timestamp\":\"2026-01-01T00:00:00Z\"";
  private static final String HASHES =
      "{\"hashAlgorithm\":\"SHA256\",\"issuerNameHash\":\"a1\",\"issuerKeyHash\":\"b2\","
          + "\"serialNumber\":\"3\",\"responderURL\":\"http://ocsp.example\"}";

  private SampleRequests() {}

  static List<TckRequest> of(OcppVersion version) {
    if (version.equals(OcppVersion.V1_6)) {
      return v16();
    }
    return Stream.of(
            r(
                version,
                "BootNotification",
                "\"reason\":\"PowerUp\",\"chargingStation\":"
                    + "{\"model\":\"One\",\"vendorName\":\"Acme\"}"),
            r(version, "Authorize", "\"idToken\":" + token("MEMBER-1")),
            r(version, "Authorize", "\"idToken\":" + token("stranger")),
            r(
                version,
                "TransactionEvent",
                "\"eventType\":\"Started\","
                    + AT
                    + ",\"triggerReason\":\"Authorized\",\"seqNo\":0,\"transactionInfo\":"
                    + "{\"transactionId\":\"t-1\"},\"evse\":{\"id\":1},\"idToken\":"
                    + token("MEMBER-1")),
            r(
                version,
                "TransactionEvent",
                "\"eventType\":\"Ended\","
                    + AT
                    + ",\"triggerReason\":\"EVDeparted\",\"seqNo\":1,\"transactionInfo\":"
                    + "{\"transactionId\":\"t-1\"}"),
            r(version, "DataTransfer", "\"vendorId\":\"com.example\",\"data\":{\"a\":1}"),
            r(version, "SignCertificate", "\"csr\":\"MIIB\""),
            r(
                version,
                "Get15118EVCertificate",
                "\"iso15118SchemaVersion\":\"urn:iso:15118:2\","
                    + "\"action\":\"Install\",\"exiRequest\":\"AAAA\""),
            r(version, "GetCertificateStatus", "\"ocspRequestData\":" + HASHES))
        .toList();
  }

  private static List<TckRequest> v16() {
    OcppVersion version = OcppVersion.V1_6;
    return List.of(
        r(
            version,
            "BootNotification",
            "\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\""),
        r(version, "Authorize", "\"idTag\":\"MEMBER-1\""),
        r(version, "Authorize", "\"idTag\":\"stranger\""),
        r(
            version,
            "StartTransaction",
            "\"connectorId\":1,\"idTag\":\"MEMBER-1\",\"meterStart\":0," + AT),
        r(version, "StopTransaction", "\"transactionId\":1,\"meterStop\":10," + AT),
        r(version, "DataTransfer", "\"vendorId\":\"com.example\",\"data\":\"a\""),
        r(version, "SignCertificate", "\"csr\":\"MIIB\""));
  }

  private static String token(String id) {
    return "{\"idToken\":\"" + id + "\",\"type\":\"ISO14443\"}";
  }

  private static TckRequest r(OcppVersion version, String action, String members) {
    return TckRequest.of(version, action, "{" + members + "}");
  }
}
