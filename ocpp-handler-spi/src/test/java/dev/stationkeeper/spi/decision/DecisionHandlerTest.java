// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DecisionHandlerTest {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

  private final Recorder handler = new Recorder();

  @Test
  void authorizesAnOldTagWithExpiryAndParent() throws Exception {
    handler.next =
        Authorization.accepted()
            .withExpiry(Instant.parse("2027-01-01T00:00:00Z"))
            .withGroup("FLEET");
    assertEquals(
        "{\"idTagInfo\":{\"status\":\"Accepted\",\"expiryDate\":\"2027-01-01T00:00:00Z\",\"parentIdTag\":\"FLEET\"}}",
        reply(OcppVersion.V1_6, "Authorize", "{\"idTag\":\"A1\"}"));
    assertEquals("authorize A1 Unspecified", handler.asked.getFirst());
  }

  @Test
  void namesTheEvsesWhereATokenMayBeUsedWhereTheVersionCan() throws Exception {
    handler.next = Authorization.accepted().withEvses(List.of(1, 3));
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"Accepted\",\"evseId\":[1,3]}}",
        reply(
            OcppVersion.V2_1,
            "Authorize",
            "{\"idToken\":{\"idToken\":\"A1\",\"type\":\"eMAID\"}}"));
    assertEquals(
        "{\"idTagInfo\":{\"status\":\"Accepted\"}}",
        reply(OcppVersion.V1_6, "Authorize", "{\"idTag\":\"A1\"}"));
  }

  @Test
  void authorizesANewTokenWithGroup() throws Exception {
    handler.next = Authorization.accepted().withGroup("FLEET");
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"Accepted\",\"groupIdToken\":{\"idToken\":\"FLEET\",\"type\":\"Central\"}}}",
        reply(
            OcppVersion.V2_0_1,
            "Authorize",
            "{\"idToken\":{\"idToken\":\"A1\",\"type\":\"eMAID\"}}"));
    assertEquals("authorize A1 eMAID", handler.asked.getFirst());
  }

  @Test
  void leavesTheTransactionIdOfAStartToTheServer() throws Exception {
    handler.next = Authorization.blocked();
    assertEquals(
        "{\"idTagInfo\":{\"status\":\"Blocked\"},\"transactionId\":0}",
        reply(
            OcppVersion.V1_6,
            "StartTransaction",
            "{\"connectorId\":2,\"idTag\":\"A1\",\"meterStart\":0,\"timestamp\":\"2026-11-22T10:00:00Z\"}"));
    assertEquals("start A1 Unspecified", handler.asked.getFirst());
  }

  @Test
  void asksForATransactionEventOnlyWhenItCarriesAToken() throws Exception {
    handler.next = Authorization.accepted();
    assertTrue(
        answer(OcppVersion.V2_1, "TransactionEvent", "{\"eventType\":\"Updated\"}").isPass());
    assertEquals(List.of(), handler.asked);
    for (String type : List.of("Started", "Updated", "Ended")) {
      assertEquals(
          "{\"idTokenInfo\":{\"status\":\"Accepted\"}}",
          reply(
              OcppVersion.V2_1,
              "TransactionEvent",
              "{\"eventType\":\""
                  + type
                  + "\",\"idToken\":{\"idToken\":\"A1\",\"type\":\"Central\"}}"));
    }
    assertEquals(
        List.of("start A1 Central", "update A1 Central", "stop A1 Central"), handler.asked);
  }

  @Test
  void spellsAStatusThatOnlyNewVersionsKnowAsInvalidInTheOldOne() throws Exception {
    handler.next = Authorization.of("NoCredit");
    assertEquals(
        "{\"idTagInfo\":{\"status\":\"Invalid\"}}",
        reply(OcppVersion.V1_6, "Authorize", "{\"idTag\":\"A1\"}"));
  }

  @Test
  @Tag("C01.FR.18")
  @Tag("C01.FR.20")
  @Tag("C01.FR.22")
  void tellsWhereATokenIsGood() throws Exception {
    String asked = "{\"idToken\":{\"idToken\":\"A1\",\"type\":\"eMAID\"}}";
    handler.next = Authorization.accepted().withGroup("G").withEvses(List.of(1, 3));
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"Accepted\",\"groupIdToken\":{\"idToken\":\"G\",\"type\":\"Central\"},\"evseId\":[1,3]}}",
        reply(OcppVersion.V2_0_1, "Authorize", asked));
    handler.next = Authorization.of("NotAtThisLocation");
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"NotAtThisLocation\"}}",
        reply(OcppVersion.V2_0_1, "Authorize", asked));
    handler.next = Authorization.of("NotAllowedTypeEVSE");
    assertEquals(
        "{\"idTokenInfo\":{\"status\":\"NotAllowedTypeEVSE\"}}",
        reply(OcppVersion.V2_1, "Authorize", asked));
  }

  @Test
  void calledAfterItsExpiryATokenIsExpired() {
    TokenRecord token = TokenRecord.of("A1", "Central", "Accepted").withExpiry(NOW);
    assertEquals("Expired", Authorization.of(token, NOW).status());
    assertEquals("Accepted", Authorization.of(token, NOW.minusMillis(1)).status());
  }

  @Test
  void answersABootWithTheServersTimeInMilliseconds() throws Exception {
    assertEquals(
        "{\"status\":\"Pending\",\"currentTime\":\"2026-11-22T10:00:00.123Z\",\"interval\":30}",
        reply(
            OcppVersion.V2_0_1,
            "BootNotification",
            "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}"));
    assertEquals("boot V M PowerUp", handler.asked.getFirst());
  }

  @Test
  void writesTextSafely() throws Exception {
    assertEquals(
        "{\"status\":\"Accepted\",\"data\":\"a\\\"b\\\\c\\n\"}",
        reply(
            OcppVersion.V1_6, "DataTransfer", "{\"vendorId\":\"x\",\"data\":\"a\\\"b\\\\c\\n\"}"));
  }

  @Test
  void passesWhatItDoesNotKnow() throws Exception {
    assertTrue(answer(OcppVersion.V2_1, "FlyToTheMoon", "{}").isPass());
    assertTrue(answer(OcppVersion.V1_6, "Authorize", "{\"idTag\":\"A1\"}").isPass());
  }

  private String reply(OcppVersion version, String action, String payload) throws Exception {
    return answer(version, action, payload).payload().orElseThrow().text();
  }

  private Answer answer(OcppVersion version, String action, String payload) throws Exception {
    return handler.onRequest(new GivenRequest(version, Action.of(action), JsonView.parse(payload)));
  }

  private static final class Recorder extends DecisionHandler {
    private final List<String> asked = new ArrayList<>();
    private Authorization next = Authorization.pass();

    Recorder() {
      super(new FixedContext());
    }

    @Override
    protected Registration registration(RegistrationRequest r) {
      asked.add("boot " + r.vendor() + " " + r.model() + " " + r.reason().orElse("-"));
      return Registration.pending(Duration.ofSeconds(30));
    }

    @Override
    protected Authorization authorize(AuthorizationRequest r) {
      asked.add(r.purpose() + " " + r.token().id() + " " + r.token().type());
      return next;
    }

    @Override
    protected DataTransfer dataTransfer(DataTransferRequest r) {
      return DataTransfer.accepted(r.data().orElse(""));
    }
  }
}
