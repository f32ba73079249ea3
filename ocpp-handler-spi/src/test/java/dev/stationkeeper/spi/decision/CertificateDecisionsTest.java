// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.CertificateVerdict;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions on certificates: of contracts, of vehicles, of their revocation. */
class CertificateDecisionsTest {
  private static final String HASHES =
      "\"hashAlgorithm\":\"SHA256\",\"issuerNameHash\":\"aa\",\"issuerKeyHash\":\"bb\",\"serialNumber\":\"1f\"";

  private final Decider handler = new Decider();

  @ParameterizedTest
  @Tag("C07.FR.13")
  @Tag("C07.FR.14")
  @Tag("C07.FR.15")
  @Tag("C07.FR.16")
  @Tag("C07.FR.17")
  @DisplayName("C07: one verdict on the contract and one on the token make one answer")
  @CsvSource({
    "Accepted, Accepted, Accepted, Accepted",
    "Accepted, NoCredit, Accepted, NoCredit",
    "Accepted, Blocked, ContractCancelled, Blocked",
    "Accepted, Expired, ContractCancelled, Expired",
    "Accepted, Invalid, ContractCancelled, Invalid",
    "Accepted, Unknown, ContractCancelled, Unknown",
    "CertificateExpired, Accepted, CertificateExpired, Expired",
    "CertificateRevoked, Accepted, CertificateRevoked, Invalid",
    "CertChainError, Accepted, CertChainError, Invalid",
    "CertChainError, Blocked, CertChainError, Invalid",
    "SignatureError, Accepted, SignatureError, Invalid",
  })
  void aVerdictOnTheContractGoesBeforeTheToken(
      String verdict, String token, String certificateStatus, String tokenStatus) throws Exception {
    handler.token = Authorization.of(token).withCertificate(new CertificateVerdict(verdict));
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"%s\"},\"certificateStatus\":\"%s\"}"
            .formatted(tokenStatus, certificateStatus),
        reply(
            OcppVersion.V2_0_1,
            "Authorize",
            "{\"idToken\":{\"idToken\":\"DE1\",\"type\":\"eMAID\"},\"certificate\":\"PEM\","
                + "\"iso15118CertificateHashData\":[{"
                + HASHES
                + ",\"responderURL\":\"http://o\"}]}"));
    assertEquals(List.of("authorize PEM [1f at http://o]"), handler.asked);
  }

  @Test
  void whoSaysNothingOfTheCertificateIsNotMadeToSayIt() throws Exception {
    handler.token = Authorization.accepted();
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"Accepted\"}}",
        reply(
            OcppVersion.V2_1,
            "Authorize",
            "{\"idToken\":{\"idToken\":\"DE1\",\"type\":\"eMAID\"},\"certificate\":\"PEM\"}"));
  }

  @Tag("M06.FR.08")
  @Test
  @DisplayName("M06.FR.08: a response is answered in Base64, one that does not fit is none")
  void aResponseIsAnsweredInBase64() throws Exception {
    String request = "{\"ocspRequestData\":{" + HASHES + ",\"responderURL\":\"http://o\"}}";
    handler.status = CertificateStatus.accepted(new byte[] {1, 2, 3});
    assertEquals(
        "{\"status\":\"Accepted\",\"ocspResult\":\"AQID\"}",
        reply(OcppVersion.V2_0_1, "GetCertificateStatus", request));
    assertEquals(List.of("status 1f at http://o"), handler.asked);
    handler.status = CertificateStatus.accepted(new byte[5_000]);
    assertEquals(
        "{\"status\":\"Failed\"}", reply(OcppVersion.V2_0_1, "GetCertificateStatus", request));
    assertTrue(
        reply(OcppVersion.V2_1, "GetCertificateStatus", request).startsWith("{\"status\":\"Acc"));
    handler.status = CertificateStatus.failed();
    assertEquals(
        "{\"status\":\"Failed\"}", reply(OcppVersion.V2_1, "GetCertificateStatus", request));
  }

  @Tag("M01.FR.04")
  @Tag("M01.FR.07")
  @Test
  @DisplayName("M01.FR.04, 07: contracts are handed out one by one, with one less each time")
  void contractsAreHandedOutOneByOne() throws Exception {
    String request =
        "{\"iso15118SchemaVersion\":\"urn:iso:std:iso:15118:-20\",\"action\":\"Install\","
            + "\"exiRequest\":\"RVhJ\",\"maximumContractCertificateChains\":3,"
            + "\"prioritizedEMAIDs\":[\"DE1\",\"DE2\"]}";
    for (int left = 2; left >= 0; left--) {
      assertEquals(
          "{\"status\":\"Accepted\",\"exiResponse\":\"c%d\",\"remainingContracts\":%d}"
              .formatted(left, left),
          reply(OcppVersion.V2_1, "Get15118EVCertificate", request));
    }
    assertEquals(
        "{\"status\":\"Failed\",\"exiResponse\":\"\"}",
        reply(OcppVersion.V2_1, "Get15118EVCertificate", request));
    assertEquals("vehicle Install RVhJ 3 [DE1, DE2]", handler.asked.getFirst());
    handler.contracts = 1;
    assertEquals(
        "{\"status\":\"Accepted\",\"exiResponse\":\"c0\"}",
        reply(OcppVersion.V2_0_1, "Get15118EVCertificate", request),
        "2.0.1 does not know how many are left");
  }

  @Tag("M07.FR.08")
  @Test
  @DisplayName("M07.FR.08: each question gets its status, in the station's order")
  void eachQuestionGetsItsStatus() throws Exception {
    String answer =
        reply(
            OcppVersion.V2_1,
            "GetCertificateChainStatus",
            "{\"certificateStatusRequests\":[{\"certificateHashData\":{"
                + HASHES
                + "},\"source\":\"CRL\",\"urls\":[\"http://o\"]}]}");
    assertEquals(
        "{\"certificateStatus\":[{\"certificateHashData\":{"
            + HASHES
            + "},\"source\":\"CRL\",\"status\":\"Good\",\"nextUpdate\":\"2026-11-22T10:00:00.123Z\"}]}",
        answer);
  }

  @Test
  void aHandlerFromBeforeTheseDecisionsKeepsItsOwnWay() throws Exception {
    handler.status = CertificateStatus.pass();
    assertEquals(
        "{\"status\":\"Failed\"}",
        reply(OcppVersion.V2_0_1, "GetCertificateStatus", "{\"ocspRequestData\":{}}"));
    assertEquals("other GetCertificateStatus", handler.asked.getLast());
  }

  private String reply(OcppVersion version, String action, String payload) throws Exception {
    return handler
        .onRequest(new GivenRequest(version, Action.of(action), JsonView.parse(payload)))
        .payload()
        .orElseThrow()
        .text();
  }

  private static final class Decider extends DecisionHandler {
    private final List<String> asked = new ArrayList<>();
    private Authorization token = Authorization.pass();
    private CertificateStatus status = CertificateStatus.pass();
    private int contracts = 3;

    Decider() {
      super(new FixedContext());
    }

    @Override
    protected Authorization authorize(AuthorizationRequest r) {
      asked.add(
          "authorize "
              + r.contractCertificate().orElse("-")
              + " "
              + r.contractHashes().stream().map(Decider::words).toList());
      return token;
    }

    private static String words(CertificateHashes hashes) {
      return hashes.serialNumber() + " at " + hashes.responderUrl();
    }

    @Override
    protected CertificateStatus certificateStatus(CertificateStatusRequest r) {
      asked.add("status " + words(r.certificate()));
      return status;
    }

    @Override
    protected ChainStatus chainStatus(ChainStatusRequest r) {
      return ChainStatus.of(
          r.questions().stream()
              .map(q -> new ChainStatus.Finding(q, "Good", DecisionHandlerTest.NOW))
              .toList());
    }

    @Override
    protected VehicleCertificate vehicleCertificate(VehicleCertificateRequest r) {
      asked.add(
          "vehicle "
              + r.action()
              + " "
              + r.exiRequest()
              + " "
              + r.maximumContracts().orElse(-1)
              + " "
              + r.preferredContracts());
      contracts--;
      return contracts < 0
          ? VehicleCertificate.failed("")
          : VehicleCertificate.accepted("c" + contracts).withRemaining(contracts);
    }

    @Override
    protected Answer other(Request request) {
      asked.add("other " + request.action());
      return Answer.reply(JsonView.object().put("status", "Failed").build());
    }
  }
}
