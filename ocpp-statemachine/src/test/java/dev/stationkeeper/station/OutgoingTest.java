// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.CatalogueMessages;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing leaves that a definition forbids, whoever wants it. Beside this, {@link SentFrames} holds
 * every frame of every test of the machine, the random walks included, to its definition.
 */
class OutgoingTest {
  private static final String TOKEN = "{\"idToken\":{\"idToken\":\"T\",\"type\":\"Central\"}}";

  /** What a handler might answer; refused by the event manager already, and by the machine. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.6   | {\"idTagInfo\":{}}                                             |"
            + " /idTagInfo/status",
        "1.6   | {\"idTagInfo\":{\"status\":\"accepted\"}}                      |"
            + " /idTagInfo/status",
        "1.6   | {\"idTagInfo\":{\"status\":\"Accepted\",\"group\":1}}          | /idTagInfo/group",
        "1.6   | {\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":null}} |"
            + " /idTagInfo/parentIdTag",
        "2.0.1 | {\"idTokenInfo\":{\"status\":\"Accepted\",\"language1\":\"123456789\"}} |"
            + " /idTokenInfo/language1",
        "2.0.1 | {\"idTokenInfo\":{\"status\":\"Accepted\",\"evseId\":[]}}      |"
            + " /idTokenInfo/evseId",
        "2.0.1 | {\"idTokenInfo\":{\"status\":\"Accepted\",\"chargingPriority\":\"1\"}} |"
            + " /idTokenInfo/chargingPriority",
        "2.1   | {\"idTokenInfo\":{\"status\":\"Accepted\",\"cacheExpiryDateTime\":\"soon\"}} |"
            + " /idTokenInfo/cacheExpiryDateTime",
        "2.1   |"
            + " {\"idTokenInfo\":{\"status\":\"Accepted\"},\"tariff\":{\"tariffId\":\"t\",\"currency\":\"EUR\",\"energy\":{\"prices\":[{\"priceKwh\":0.1234567}]}}}"
            + " | /tariff/energy/prices/0/priceKwh",
      })
  void anAnswerThatItsDefinitionForbidsDoesNotLeave(String number, String answer, String path) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    String request = version.equals(OcppVersion.V1_6) ? "{\"idTag\":\"T\"}" : TOKEN;
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "Authorize", request)
            .whenDecided("1", answer);
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());
    assertEquals(1, station.frames().size());
    assertTrue(station.counts().contains("decision_invalid"));

    String fault =
        new CatalogueMessages()
            .fault(version, Action.of("Authorize"), JsonView.parse(answer))
            .orElseThrow();
    assertTrue(fault.startsWith(path + ": "), fault);
  }

  /** What an operator or handler might submit, bypassing the check of the API. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.6   | Reset           | {\"type\":\"Cold\"}           | PropertyConstraintViolation,"
            + " /type: ",
        "1.6   | Reset           | {}                            | OccurenceConstraintViolation,"
            + " /type: ",
        "2.0.1 | Reset           | {}                            | OccurrenceConstraintViolation,"
            + " /type: ",
        "2.0.1 | Reset           | {\"type\":\"OnIdle\",\"x\":1} | OccurrenceConstraintViolation,"
            + " /x: ",
        "2.1   | Reset           | {\"type\":null}               | OccurrenceConstraintViolation,"
            + " /type: ",
        "2.1   | ClearCache      | {\"customData\":null}         | TypeConstraintViolation,"
            + " /customData: ",
        "1.6   | GetBaseReport   | {}                            | NotSupported, ",
        "2.1   | Heartbeat       | {}                            | NotSupported, ",
        "1.6   | UpdateFirmware  |"
            + " {\"location\":\"here\",\"retrieveDate\":\"2026-03-01T10:00:00Z\"} |"
            + " PropertyConstraintViolation, /location: ",
        "1.6   | SetChargingProfile |"
            + " {\"connectorId\":1,\"csChargingProfiles\":{\"chargingProfileId\":1,"
            + "\"stackLevel\":0,\"chargingProfilePurpose\":\"TxProfile\",\"chargingProfileKind\":\"Absolute\","
            + "\"chargingSchedule\":{\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":16.05}]}}}"
            + " | PropertyConstraintViolation, /csChargingProfiles/",
      })
  void aCommandThatItsDefinitionForbidsDoesNotLeaveAndItsSenderIsNamed(
      String number, String action, String payload, String fault) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    MachineFixture station = MachineFixture.accepted(version).whenCommand("c", action, payload);
    assertEquals(List.<Frame>of(), station.frames());
    assertEquals("error", station.history(CommandEnded.class).getLast().status());
    Effect.Forbidden forbidden = station.lastEffects(Effect.Forbidden.class).getFirst();
    assertEquals("ann", forbidden.by());
    assertEquals(action, forbidden.what());
    assertTrue(forbidden.fault().startsWith(fault.strip()), forbidden::fault);
  }

  /** What a handler might refuse with. */
  @ParameterizedTest
  @CsvSource({
    "1.6, FormatViolation, FormationViolation",
    "2.1, FormationViolation, FormatViolation",
    "1.6, OccurrenceConstraintViolation, OccurenceConstraintViolation",
    "1.6, RpcFrameworkError, FormationViolation",
    "2.0.1, RpcFrameworkError, RpcFrameworkError",
    "1.6, MessageTypeNotSupported, GenericError",
    "2.0.1, TooTired, GenericError",
    "1.6, SecurityError, SecurityError",
  })
  void aRefusalIsSpeltAsItsVersionSpellsIt(String number, String wanted, String sent) {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.ofNumber(number).orElseThrow())
            .whenCall("1", "DataTransfer", "{\"vendorId\":\"x\"}");
    station.when(
        new Input.Refused(
            1, new MessageId("1"), new ErrorCode(wanted), "\ud83d\udd0c".repeat(200)));
    assertEquals(List.of(new ErrorCode(sent)), station.errors());
    Frame.CallError error = (Frame.CallError) station.frames().getFirst();
    assertEquals(
        "\ud83d\udd0c".repeat(127), error.description(), "at most 255, no pair cut in two");
  }

  /** Queued while nobody knew the version, and forbidden in the one that the station speaks. */
  @ParameterizedTest
  @CsvSource({"2.0.1", "2.1"})
  void aCommandOfAnotherVersionDoesNotLeaveWhenTheStationComes(String number) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    MachineFixture station =
        new MachineFixture()
            .given(
                new dev.stationkeeper.station.event.StationEvent.RegistrationDecided(
                    "Accepted", 300))
            .whenCommand("c", "RemoteStopTransaction", "{\"transactionId\":1}")
            .when(new Input.Opened(1, version, MachineFixture.ADDRESS));
    assertEquals(List.<Frame>of(), station.frames());
    assertEquals(1, station.lastEffects(Effect.Forbidden.class).size());
  }
}
