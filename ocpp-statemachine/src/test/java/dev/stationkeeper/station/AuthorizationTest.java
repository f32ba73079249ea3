// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import dev.stationkeeper.station.event.StationEvent.TokenAuthorized;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private static final String TAG16 = "{\"idTag\":\"TAG\"}";
  private static final String TAG2 = "{\"idToken\":{\"idToken\":\"TAG\",\"type\":\"ISO14443\"}}";

  @Test
  void anIdTagIsAQuestionWithADeadline() {
    MachineFixture.accepted(OcppVersion.V1_6)
        .whenCall("1", "Authorize", TAG16)
        .thenNothingBut(
            new Effect.SetTimer(
                new TimerKey("decision", "1"), MachineFixture.T0.plus(Duration.ofSeconds(30))),
            new Effect.Ask(
                1,
                new MessageId("1"),
                OcppVersion.V1_6,
                Action.of("Authorize"),
                JsonView.parse(TAG16),
                MachineFixture.T0));
  }

  @Tag("T16-01")
  @Tag("C01.FR.07")
  @Test
  void theDecisionIsAnsweredAndRecorded() {
    String answer = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
    MachineFixture.accepted(OcppVersion.V2_1)
        .whenCall("1", "Authorize", TAG2)
        .whenDecided("1", answer)
        .thenEvents(
            new TokenAuthorized(new IdToken("TAG", "ISO14443"), "Accepted"),
            new CallAnswered("1", "Authorize", JsonView.parse(TAG2), JsonView.parse(answer), null))
        .thenEffects(
            new Effect.CancelTimer(new TimerKey("decision", "1")),
            new Effect.Send(1, result("1", answer)));
  }

  @Test
  void withoutAnOpinionATokenIsInvalid() {
    MachineFixture.accepted(OcppVersion.V1_6)
        .whenCall("1", "Authorize", TAG16)
        .whenUndecided("1")
        .thenFrames(result("1", "{\"idTagInfo\":{\"status\":\"Invalid\"}}"));
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCall("1", "Authorize", TAG2)
        .whenUndecided("1")
        .thenFrames(result("1", "{\"idTokenInfo\":{\"status\":\"Invalid\"}}"));
  }

  @Test
  void aDeciderMayWantAnError() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCall("1", "Authorize", TAG2)
            .when(
                new Input.Refused(1, new MessageId("1"), ErrorCode.GENERIC_ERROR, "x".repeat(999)));
    Frame.CallError error = (Frame.CallError) station.frames().getFirst();
    assertEquals(ErrorCode.GENERIC_ERROR, error.code());
    assertEquals(255, error.description().length());
  }

  @Test
  void withoutADecisionInTimeTheStationGetsAnInternalErrorAndTheDecisionIsDropped() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "Authorize", TAG16)
            .later(Duration.ofSeconds(30))
            .when(new Input.TimerFired(new TimerKey("decision", "1")));
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());

    station
        .whenDecided("1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
        .thenNothingBut(new Effect.Count("late_decision"));
  }

  @Tag("T16-24")
  @Test
  void unknownVendorsAndUnservedDecisionsHaveTheirDefaults() {
    MachineFixture station = MachineFixture.accepted(OcppVersion.V2_0_1);
    station
        .whenCall("1", "DataTransfer", "{\"vendorId\":\"x\"}")
        .whenUndecided("1")
        .thenFrames(result("1", "{\"status\":\"UnknownVendorId\"}"));
    station
        .whenCall("2", "SignCertificate", "{\"csr\":\"abc\"}")
        .whenUndecided("2")
        .thenFrames(result("2", "{\"status\":\"Rejected\"}"));
    station
        .whenCall(
            "3",
            "Get15118EVCertificate",
            "{\"iso15118SchemaVersion\":\"a\",\"action\":\"Install\",\"exiRequest\":\"b\"}")
        .whenUndecided("3");
    assertEquals(List.of(ErrorCode.NOT_SUPPORTED), station.errors());
  }

  @Test
  @DisplayName("C17.FR.02: who has no credit is not cached")
  @Tag("C17.FR.02")
  void noCreditIsNotCached() {
    MachineFixture.accepted(OcppVersion.V2_1)
        .whenCall("1", "Authorize", "{\"idToken\":{\"idToken\":\"T\",\"type\":\"Central\"}}")
        .whenDecided("1", "{\"idTokenInfo\":{\"status\":\"NoCredit\"}}")
        .thenFrames(
            MachineFixture.result(
                "1",
                "{\"idTokenInfo\":{\"status\":\"NoCredit\",\"cacheExpiryDateTime\":"
                    + "\"2026-03-01T10:00:00Z\"}}"));
  }

  private static final String CONTRACT =
      "{\"idToken\":{\"idToken\":\"DE-8AA-1\",\"type\":\"eMAID\"},\"certificate\":\"PEM\"}";

  private static JsonView contract(MachineFixture station, String status) {
    station
        .whenCall("1", "Authorize", CONTRACT)
        .whenDecided("1", "{\"idTokenInfo\":{\"status\":\"" + status + "\"}}");
    return ((Frame.CallResult) station.frames().getFirst()).payload();
  }

  @Tag("C07.FR.13")
  @Tag("C07.FR.14")
  @ParameterizedTest
  @ValueSource(strings = {"Blocked", "Expired", "Invalid", "Unknown", "Accepted", "NoCredit"})
  @DisplayName("C07.FR.13, 14: a good contract is worth what its token is")
  void aGoodContractIsWorthWhatItsTokenIs(String status) {
    boolean none = Set.of("Blocked", "Expired", "Invalid", "Unknown").contains(status);
    for (OcppVersion version : List.of(OcppVersion.V2_0_1, OcppVersion.V2_1)) {
      MachineFixture station =
          new MachineFixture(Policy.DEFAULT.withContractsChecked())
              .given(new RegistrationDecided("Accepted", 300))
              .when(new Input.Opened(1, version, MachineFixture.ADDRESS));
      JsonView answer = contract(station, status);
      assertEquals(Optional.of(status), answer.string("idTokenInfo", "status"));
      assertEquals(
          Optional.of(none ? "ContractCancelled" : "Accepted"), answer.string("certificateStatus"));
    }
  }

  @Test
  void aContractThatNobodyLooksAtIsNotCalledGood() {
    JsonView answer = contract(MachineFixture.accepted(OcppVersion.V2_0_1), "Accepted");
    assertEquals(Optional.empty(), answer.string("certificateStatus"));
  }
}
