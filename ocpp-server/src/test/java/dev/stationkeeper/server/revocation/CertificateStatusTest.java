// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.server.access.Knocker;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.ca.TestResponder;
import dev.stationkeeper.server.ca.TestResponder.Manner;
import dev.stationkeeper.server.ca.TestResponder.Says;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.revocation.RevocationSettings.Mode;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stations ask about certificates, over real sockets, with a real responder (C07, M06, M07).
 */
class CertificateStatusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private TestAuthority authority;
  private TestResponder responder;
  private StationkeeperNode node;
  private Knocker.@Nullable Open connected;
  private int calls;

  @BeforeEach
  void start() throws IOException {
    authority = new TestAuthority(folder);
    responder = new TestResponder(authority);
    Path issuers =
        Files.writeString(folder.resolve("issuers.pem"), TestAuthority.pemOf(authority.root()));
    node =
        StationkeeperNode.start(
            NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0)
                .withSecurity(
                    SecuritySettings.open(folder.resolve("secrets/server.key"))
                        .withRevocation(
                            new RevocationSettings(
                                Mode.OFF,
                                Set.of(responder.host()),
                                Duration.ofMillis(500),
                                List.of(issuers))),
                    null));
    node.handlers().install(acceptsTokens());
  }

  private static HandlerSpec acceptsTokens() {
    return HandlerSpec.of(
            new HandlerId("accepts"),
            HandlerRole.RESPONDER,
            () ->
                (station, restored) ->
                    new DecisionHandler(station) {
                      @Override
                      protected Authorization authorize(AuthorizationRequest request) {
                        return Authorization.of(request.token().id());
                      }
                    })
        .withOrder(-1)
        .withActions(Set.of("Authorize"));
  }

  @AfterEach
  void close() {
    node.close();
    responder.close();
  }

  private void boots(String subprotocol) throws IOException {
    connected = Knocker.speaking("ws://127.0.0.1:" + node.ocppPort() + "/ocpp/CS-1", subprotocol);
    JsonNode booted =
        asks(
            "BootNotification",
            "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}");
    assertEquals("Accepted", booted.path("status").asText());
  }

  /** Sends a CALL and gives the payload of its answer. */
  private JsonNode asks(String action, String payload) throws IOException {
    String id = "q" + ++calls;
    Knocker.Open station = Objects.requireNonNull(connected);
    station.socket().sendText("[2,\"" + id + "\",\"" + action + "\"," + payload + "]", true).join();
    await()
        .atMost(PATIENCE)
        .until(() -> station.knocker().received.stream().anyMatch(t -> t.contains('"' + id + '"')));
    String answer =
        station.knocker().received.stream()
            .filter(text -> text.contains('"' + id + '"'))
            .findFirst()
            .orElseThrow();
    JsonNode frame = JSON.readTree(answer);
    assertEquals(3, frame.path(0).asInt(), answer);
    return frame.path(2);
  }

  private ObjectNode hashes(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      X509Certificate issuer = authority.root();
      byte[] name = digest.digest(issuer.getSubjectX500Principal().getEncoded());
      byte[] key =
          digest.digest(
              SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                  .getPublicKeyData()
                  .getBytes());
      return JSON.createObjectNode()
          .put("hashAlgorithm", "SHA256")
          .put("issuerNameHash", HexFormat.of().formatHex(name))
          .put("issuerKeyHash", HexFormat.of().formatHex(key))
          .put("serialNumber", certificate.getSerialNumber().toString(16));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestAuthority.Identity contract() {
    return authority.stationKnownAt("CN=DE-8AA-1", responder.url());
  }

  private JsonNode status(X509Certificate certificate, String url) throws IOException {
    return asks(
        "GetCertificateStatus",
        JSON.createObjectNode()
            .set("ocspRequestData", hashes(certificate).put("responderURL", url))
            .toString());
  }

  @Tag("M06.FR.01")
  @Tag("M06.FR.02")
  @Tag("M06.FR.03")
  @Tag("M06.FR.08")
  @Tag("M06.FR.09")
  @Tag("M06.FR.10")
  @Test
  @DisplayName("M06.FR.08: the responder's own answer comes in DER and Base64, and is remembered")
  void theRespondersOwnAnswerComes() throws Exception {
    boots("ocpp2.0.1");
    X509Certificate certificate = contract().leaf();
    for (int i = 0; i < 2; i++) {
      JsonNode answer = status(certificate, responder.url());
      assertEquals("Accepted", answer.path("status").asText());
      OCSPResp response =
          new OCSPResp(Base64.getDecoder().decode(answer.path("ocspResult").asText()));
      assertEquals(OCSPResp.SUCCESSFUL, response.getStatus());
      BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
      assertEquals(
          certificate.getSerialNumber(), basic.getResponses()[0].getCertID().getSerialNumber());
    }
    assertEquals(1, responder.asked.get());
  }

  @Tag("M06.FR.04")
  @Test
  @DisplayName("M06.FR.04: Failed when there is no answer, and hosts that are not allowed are left")
  void failedWhenThereIsNoAnswer() throws IOException {
    boots("ocpp2.1");
    X509Certificate certificate = contract().leaf();
    String elsewhere = responder.url().replace("localhost", "127.0.0.1");
    assertEquals("Failed", status(certificate, elsewhere).path("status").asText());
    assertEquals(0, responder.asked.get(), "it was not asked");
    responder.manner = Manner.SILENT;
    assertEquals("Failed", status(certificate, responder.url()).path("status").asText());
    assertEquals(1, responder.asked.get());
  }

  private JsonNode chain(X509Certificate certificate, String source, String url)
      throws IOException {
    ObjectNode question = JSON.createObjectNode();
    question.set("certificateHashData", hashes(certificate));
    question.put("source", source).putArray("urls").add(url);
    ObjectNode request = JSON.createObjectNode();
    request.putArray("certificateStatusRequests").add(question);
    return asks("GetCertificateChainStatus", request.toString()).at("/certificateStatus/0");
  }

  @Tag("M07.FR.01")
  @Tag("M07.FR.02")
  @Tag("M07.FR.03")
  @Tag("M07.FR.08")
  @Test
  @DisplayName("M07.FR.01 to 03: by OCSP Good, Revoked, Unknown, or Failed")
  void aChainIsLookedUpByOcsp() throws IOException {
    boots("ocpp2.1");
    X509Certificate revoked = contract().leaf();
    X509Certificate unknown = contract().leaf();
    responder.says(revoked, Says.REVOKED);
    responder.says(unknown, Says.UNKNOWN);
    JsonNode good = chain(contract().leaf(), "OCSP", responder.url());
    assertEquals("Good", good.path("status").asText());
    assertEquals("OCSP", good.path("source").asText());
    assertTrue(Instant.parse(good.path("nextUpdate").asText()).isAfter(Instant.now()));
    assertEquals("Revoked", chain(revoked, "OCSP", responder.url()).path("status").asText());
    assertEquals("Unknown", chain(unknown, "OCSP", responder.url()).path("status").asText());
    responder.manner = Manner.STRANGER;
    assertEquals(
        "Failed", chain(contract().leaf(), "OCSP", responder.url()).path("status").asText());
  }

  @Tag("M07.FR.04")
  @Tag("M07.FR.05")
  @Tag("M07.FR.06")
  @Tag("M07.FR.07")
  @Test
  @DisplayName("M07.FR.04 to 07: by a list Revoked when it is in there, Good, or Failed")
  void aChainIsLookedUpInALists() throws IOException {
    boots("ocpp2.1");
    X509Certificate revoked = contract().leaf();
    assertEquals(
        "Failed", chain(revoked, "CRL", responder.listUrl()).path("status").asText(), "no list");
    responder.list = Files.readAllBytes(authority.revocationList("contracts.crl", revoked));
    assertEquals("Revoked", chain(revoked, "CRL", responder.listUrl()).path("status").asText());
    assertEquals(
        "Good", chain(contract().leaf(), "CRL", responder.listUrl()).path("status").asText());
    int asked = responder.asked.get();
    assertEquals(
        "Failed",
        chain(revoked, "CRL", "http://127.0.0.1:1/crl").path("status").asText(),
        "a host that is not allowed");
    assertEquals(asked, responder.asked.get());
    TestAuthority other = new TestAuthority(folder);
    ObjectNode foreign = hashes(revoked).put("issuerKeyHash", "00");
    ObjectNode request = JSON.createObjectNode();
    ObjectNode question = JSON.createObjectNode();
    question.set("certificateHashData", foreign);
    question.put("source", "CRL").putArray("urls").add(responder.listUrl());
    request.putArray("certificateStatusRequests").add(question);
    responder.list = Files.readAllBytes(other.revocationList("other.crl"));
    assertEquals(
        "Failed",
        asks("GetCertificateChainStatus", request.toString())
            .at("/certificateStatus/0/status")
            .asText(),
        "whose issuer nobody knows");
  }

  private JsonNode authorize(String token, ObjectNode contract) throws IOException {
    contract.putObject("idToken").put("idToken", token).put("type", "eMAID");
    return asks("Authorize", contract.toString());
  }

  private ObjectNode byHashes(X509Certificate certificate) {
    ObjectNode request = JSON.createObjectNode();
    request
        .putArray("iso15118CertificateHashData")
        .add(hashes(certificate).put("responderURL", responder.url()));
    return request;
  }

  private static ObjectNode byChain(X509Certificate... chain) {
    return JSON.createObjectNode().put("certificate", TestAuthority.pemOf(chain));
  }

  private static void assertAnswer(String certificate, String token, JsonNode answer) {
    assertEquals(certificate, answer.path("certificateStatus").asText(), answer::toString);
    assertEquals(token, answer.at("/idTokenInfo/status").asText(), answer::toString);
  }

  @Tag("C07.FR.04")
  @Tag("C07.FR.05")
  @Tag("C07.FR.13")
  @Tag("C07.FR.14")
  @Tag("C07.FR.16")
  @Tag("C07.FR.17")
  @Test
  @DisplayName("C07.FR.05: a contract is looked up by its hashes, and then its token decides")
  void aContractIsLookedUpByItsHashes() throws IOException {
    boots("ocpp2.0.1");
    X509Certificate good = contract().leaf();
    X509Certificate revoked = contract().leaf();
    X509Certificate unknown = contract().leaf();
    responder.says(revoked, Says.REVOKED);
    responder.says(unknown, Says.UNKNOWN);
    assertAnswer("Accepted", "Accepted", authorize("Accepted", byHashes(good)));
    assertAnswer("ContractCancelled", "Blocked", authorize("Blocked", byHashes(good)));
    assertAnswer("CertificateRevoked", "Invalid", authorize("Accepted", byHashes(revoked)));
    assertAnswer("CertChainError", "Invalid", authorize("Accepted", byHashes(unknown)));
    assertEquals(3, responder.asked.get(), "the good one was remembered");
    responder.manner = Manner.SILENT;
    assertAnswer("CertChainError", "Invalid", authorize("Accepted", byHashes(contract().leaf())));
  }

  @Tag("C07.FR.05")
  @Tag("C07.FR.15")
  @Tag("C07.FR.16")
  @Tag("C07.FR.17")
  @Test
  @DisplayName("C07.FR.05: without hashes a contract is looked up by its own chain")
  void aContractIsLookedUpByItsChain() throws IOException {
    boots("ocpp2.1");
    X509Certificate revoked = contract().leaf();
    responder.says(revoked, Says.REVOKED);
    assertAnswer("Accepted", "Accepted", authorize("Accepted", byChain(contract().leaf())));
    assertAnswer("CertificateRevoked", "Invalid", authorize("Accepted", byChain(revoked)));
    assertAnswer(
        "CertificateExpired",
        "Expired",
        authorize(
            "Accepted", byChain(authority.station("CN=DE-8AA-1", Duration.ofMinutes(-30)).leaf())));
    TestAuthority other = new TestAuthority(folder);
    assertAnswer(
        "CertChainError",
        "Invalid",
        authorize(
            "Accepted", byChain(other.stationKnownAt("CN=DE-8AA-1", responder.url()).leaf())));
    assertAnswer(
        "CertChainError",
        "Invalid",
        authorize("Accepted", JSON.createObjectNode().put("certificate", "hello")));
  }

  @Test
  void aTokenWithoutAContractIsAskedForAsEver() throws IOException {
    boots("ocpp2.0.1");
    JsonNode answer = authorize("Accepted", JSON.createObjectNode());
    assertEquals("Accepted", answer.at("/idTokenInfo/status").asText());
    assertTrue(answer.path("certificateStatus").isMissingNode());
  }
}
