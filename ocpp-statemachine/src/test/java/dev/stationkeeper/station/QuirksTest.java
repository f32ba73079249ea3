// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.ParsedFrame;
import dev.stationkeeper.ocpp.quirk.Quirk;
import dev.stationkeeper.ocpp.quirk.QuirkRule;
import dev.stationkeeper.ocpp.quirk.QuirkRules;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamOpened;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import dev.stationkeeper.station.event.StationEvent.QuirksUsed;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a station is forgiven, from the text of its frame to the text of the answer and the events:
 * refused without the rule, served with it, mended in the facts, untouched in the evidence,
 * counted.
 */
class QuirksTest {
  private static final String TIME = "2026-03-01T09:00:00Z";
  private static final FrameCodec CODEC = new FrameCodec();

  private static MachineFixture station(OcppVersion version, String rule, Quirk... quirks) {
    QuirkRules rules =
        new QuirkRules(
            List.of(
                new QuirkRule(rule, "*", "*", Arrays.stream(quirks).collect(Collectors.toSet()))));
    return new MachineFixture(Policy.DEFAULT.withQuirks(rules))
        .given(new RegistrationDecided("Accepted", 300))
        .given(new StationEvent.BootNotified("Voltwerk", "Duo", null, "3.1", null, null, null))
        .when(new Input.Opened(1, version, MachineFixture.ADDRESS));
  }

  /** Hands in the text of a CALL; a question is decided by {@code decision}, or by nobody. */
  private static void call(
      MachineFixture station, OcppVersion version, String action, String payload, String decision) {
    String text = "[2,\"q\",\"" + action + "\"," + payload + "]";
    ParsedFrame.Valid frame =
        assertInstanceOf(ParsedFrame.Valid.class, CODEC.parse(text, version), text);
    station.when(new Input.Received(station.session().connection(), frame.frame()));
    if (station.session().asking()) {
      if (decision.isEmpty()) {
        station.whenUndecided("q");
      } else {
        station.whenDecided("q", decision);
      }
    }
  }

  private static String answer(MachineFixture station) {
    assertEquals(1, station.frames().size());
    return CODEC.write(station.frames().getFirst());
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "over-long-strings | 1.6 | Authorize | {\"idTag\":\"123456789012345678901\"}"
            + " | PropertyConstraintViolation | value=123456789012345678901,",
        "out-of-range | 2.1 | StatusNotification | {\"timestamp\":\"TIME\","
            + "\"connectorStatus\":\"Occupied\",\"evseId\":-1,\"connectorId\":1}"
            + " | PropertyConstraintViolation | evse=-1,",
        "list-lengths | 2.0.1 | MeterValues | {\"evseId\":1,\"meterValue\":[]}"
            + " | OccurrenceConstraintViolation | MeterValuesRecorded[",
        "scalar-types | 1.6 | StartTransaction |"
            + " {\"connectorId\":\"1\",\"idTag\":12,\"meterStart\":\"5\",\"timestamp\":\"TIME\"} |"
            + " TypeConstraintViolation | connector=1, idToken=IdToken[value=12, type=Unspecified],"
            + " at=TIME, meterStart=5,",
        "fractions | 1.6 | StartTransaction |"
            + " {\"connectorId\":1,\"idTag\":\"T\",\"meterStart\":5.9,\"timestamp\":\"TIME\"} |"
            + " TypeConstraintViolation | meterStart=5,",
        "timestamps-without-zone | 1.6 | StartTransaction | {\"connectorId\":1,\"idTag\":\"T\","
            + "\"meterStart\":5,\"timestamp\":\"2026-03-01T09:00:00.25\"}"
            + " | PropertyConstraintViolation | at=2026-03-01T09:00:00.250Z",
        "odd-timestamps | 2.1 | StatusNotification | {\"timestamp\":\"2026-03-01 09:00+0100\","
            + "\"connectorStatus\":\"Occupied\",\"evseId\":1,\"connectorId\":1}"
            + " | PropertyConstraintViolation | at=2026-03-01T08:00:00Z",
        "lower-case-enums | 1.6 | StatusNotification |"
            + " {\"connectorId\":1,\"errorCode\":\"noerror\",\"status\":\"CHARGING\"} |"
            + " PropertyConstraintViolation | status=Charging, errorCode=NoError,",
        "celcius | 1.6 | MeterValues | {\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"TIME\","
            + "\"sampledValue\":[{\"value\":\"20\",\"measurand\":\"Temperature\","
            + "\"unit\":\"celcius\"}]}]} | PropertyConstraintViolation | unit=Celsius",
        "frequency-unit | 1.6 | MeterValues | {\"connectorId\":1,\"meterValue\":[{\"timestamp\":"
            + "\"TIME\",\"sampledValue\":[{\"value\":\"50\",\"measurand\":\"Frequency\","
            + "\"unit\":\"Hertz\"}]}]} | PropertyConstraintViolation | unit=Hertz",
        "token-type | 2.0.1 | Authorize | {\"idToken\":{\"idToken\":\"04A2\",\"type\":\"RFID\"}}"
            + " | PropertyConstraintViolation | TokenAuthorized[idToken=IdToken[value=04A2,"
            + " type=RFID]",
        "error-codes | 1.6 | StatusNotification | {\"connectorId\":1,\"errorCode\":\"E17\","
            + "\"status\":\"Faulted\"} | PropertyConstraintViolation | errorCode=OtherError,",
        "unknown-values | 1.6 | StatusNotification | {\"connectorId\":1,\"errorCode\":\"NoError\","
            + "\"status\":\"Sleeping\"} | PropertyConstraintViolation | status=Sleeping,",
      })
  void whatIsForgivenIsServedAndMendedInTheFacts(
      String quirk, String number, String action, String payload, String code, String fact) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    String sent = payload.replace("TIME", TIME);
    String decision = decisionOn(version, action);
    Quirk forgiven = Quirk.of(quirk);

    MachineFixture strict = station(version, "Other*", forgiven);
    call(strict, version, action, sent, decision);
    assertEquals(List.of(code), strict.errors().stream().map(ErrorCode::name).toList());
    assertEquals(List.of(), strict.state().quirks().used());

    MachineFixture tolerant = station(version, "volt*", forgiven);
    call(tolerant, version, action, sent, decision);
    assertTrue(answer(tolerant).startsWith("[3,\"q\",{"), () -> answer(tolerant));
    CallAnswered evidence = tolerant.history(CallAnswered.class).getLast();
    assertEquals(sent, evidence.request().text(), "what was sent stays as it was sent");
    String facts = tolerant.history(StationEvent.class).toString();
    assertTrue(facts.contains(fact.replace("TIME", TIME)), facts);
    QuirkTally.UsedQuirk used = tolerant.state().quirks().used().getFirst();
    assertEquals(forgiven.id(), used.quirk());
    assertEquals(
        used.times(), tolerant.history(QuirksUsed.class).getLast().uses().getFirst().times());
    assertEquals(tolerant.now(), used.last());
  }

  private static String decisionOn(OcppVersion version, String action) {
    return switch (action) {
      case "StartTransaction" -> Transactions16Test.ACCEPTED;
      case "Authorize" ->
          version.equals(OcppVersion.V1_6)
              ? "{\"idTagInfo\":{\"status\":\"Accepted\"}}"
              : "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
      default -> "";
    };
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void extraMembersAreKeptAndCountedForEveryStation(OcppVersion version) {
    MachineFixture station = MachineFixture.accepted(version);
    String boot = BootTest.boot(version).replaceFirst("\\{", "{\"x-rev\":{\"a\":[1.50]},");
    call(station, version, "BootNotification", boot, "");
    assertEquals(boot, station.history(CallAnswered.class).getLast().request().text());
    assertEquals(1, station.state().quirks().used().getFirst().times());
    call(station, version, "Heartbeat", "{\"uptime\":1,\"load\":2}", "");
    assertEquals(
        List.of(new Effect.Count("quirk_extra_members", 2)),
        station.lastEffects(Effect.Count.class));
    assertEquals(
        1, station.history(QuirksUsed.class).size(), "a heartbeat leaves no event, this one too");
  }

  /** A token type that differs between the messages about one token. */
  @ParameterizedTest
  @CsvSource({"2.0.1", "2.1"})
  void aTokenIsTheSameUnderAnotherType(String number) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    MachineFixture station = station(version, "Voltwerk", Quirk.TOKEN_TYPE);
    String yes = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
    call(station, version, "TransactionEvent", event("Started", 0, "04A2", "ISO14443"), yes);
    call(station, version, "TransactionEvent", event("Ended", 1, "04a2", "RFID"), yes);
    assertEquals(List.of(), station.errors());
    assertEquals(1, station.history(TransactionStarted.class).size());
    Transaction transaction = station.state().transactions().find("T").orElseThrow();
    assertTrue(
        IdToken.isSame(transaction.idToken(), new IdToken("04A2", "X")), "whatever its type");
    assertEquals(List.of(), station.history(StationEvent.TransactionFlagged.class));
  }

  private static String event(String type, int seqNo, String token, String tokenType) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"%s\",\"triggerReason\":\"Authorized\","
            + "\"seqNo\":%d,\"transactionInfo\":{\"transactionId\":\"T\"},"
            + "\"idToken\":{\"idToken\":\"%s\",\"type\":\"%s\"}}")
        .formatted(type, TIME, seqNo, token, tokenType);
  }

  @Test
  void aStationThatNeedsAQuirkToBootGetsItWithThatBoot() {
    String boot =
        "{\"chargePointVendor\":\"Voltwerk International AG\",\"chargePointModel\":\"Duo\"}";
    QuirkRules rules =
        new QuirkRules(
            List.of(new QuirkRule("Voltwerk*", "*", "*", Set.of(Quirk.OVER_LONG_STRINGS))));
    MachineFixture station =
        new MachineFixture(Policy.DEFAULT.withQuirks(rules))
            .when(new Input.Opened(1, OcppVersion.V1_6, MachineFixture.ADDRESS));
    call(station, OcppVersion.V1_6, "BootNotification", boot, "");
    assertTrue(answer(station).contains("\"Accepted\""), () -> answer(station));
    Device device = station.state().device();
    assertEquals("Voltwerk International AG", device == null ? "" : device.vendor());
  }

  @Test
  void afterARestartTheRuleStillFindsTheStationWithoutABoot() {
    MachineFixture station = station(OcppVersion.V1_6, "Voltwerk", Quirk.LOWER_CASE_ENUMS);
    String status = "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"charging\"}";
    call(station, OcppVersion.V1_6, "StatusNotification", status, "");
    station.whenKilledAndRestarted().when(new Input.Opened(2, OcppVersion.V1_6, "192.0.2.1"));
    call(station, OcppVersion.V1_6, "StatusNotification", status.replace("1,", "2,"), "");
    assertEquals(
        List.of("Charging", "Charging"),
        station.history(ConnectorStatusReported.class).stream()
            .map(ConnectorStatusReported::status)
            .toList());
    assertEquals(2, station.state().quirks().used().getFirst().times(), "the count is durable");
  }

  @Test
  void theEvidenceIsWhatARepetitionIsComparedWith() {
    MachineFixture station = station(OcppVersion.V1_6, "Voltwerk", Quirk.SCALAR_TYPES);
    String start =
        "{\"connectorId\":\"1\",\"idTag\":\"T\",\"meterStart\":5,\"timestamp\":\"" + TIME + "\"}";
    call(station, OcppVersion.V1_6, "StartTransaction", start, Transactions16Test.ACCEPTED);
    String first = answer(station);
    call(station, OcppVersion.V1_6, "StartTransaction", start, Transactions16Test.ACCEPTED);
    assertEquals(first, answer(station));
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @Test
  void aTransactionEventWithMendedKeysIsKnownAgainUnderANewId() {
    String yes = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
    String started =
        event("Started", 0, "T", "Central")
            .replace("\"seqNo\":0", "\"seqNo\":\"0\"")
            .replace("\"transactionId\":\"T\"", "\"transactionId\":77");
    MachineFixture station = station(OcppVersion.V2_0_1, "Voltwerk", Quirk.SCALAR_TYPES);
    call(station, OcppVersion.V2_0_1, "TransactionEvent", started, yes);
    assertEquals("77", station.history(TransactionStarted.class).getLast().transactionId());
    station.whenCall("other", "TransactionEvent", started);
    assertEquals(0, station.questions());
    station.thenFrames(MachineFixture.result("other", yes));
  }

  @Test
  void theAnswersOfAStationAreReadWithItsQuirksToo() {
    MachineFixture station = station(OcppVersion.V1_6, "Voltwerk", Quirk.LOWER_CASE_ENUMS);
    station.whenCommand("c", "ClearCache", "{}").whenAnswer("m1", "{\"status\":\"ACCEPTED\"}");
    CommandEnded end = station.history(CommandEnded.class).getLast();
    assertEquals("accepted", end.status());
    assertEquals("{\"status\":\"ACCEPTED\"}", end.response().text(), "the evidence");
    assertEquals("lower-case-enums", station.state().quirks().used().getFirst().quirk());

    MachineFixture strict = station(OcppVersion.V1_6, "Other", Quirk.LOWER_CASE_ENUMS);
    strict.whenCommand("c", "ClearCache", "{}").whenAnswer("m1", "{\"status\":\"ACCEPTED\"}");
    assertEquals("error", strict.history(CommandEnded.class).getLast().status());
  }

  @Test
  void aLimitThatIsNoTenthIsForgivenInASchedule() {
    String schedule =
        "{\"status\":\"Accepted\",\"connectorId\":1,\"chargingSchedule\":{\"chargingRateUnit\":\"A\","
            + "\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":16.05}]}}";
    for (String vendor : List.of("Voltwerk", "Other")) {
      MachineFixture station = station(OcppVersion.V1_6, vendor, Quirk.DECIMAL_STEPS);
      station
          .whenCommand("c", "GetCompositeSchedule", "{\"connectorId\":1,\"duration\":60}")
          .whenAnswer("m1", schedule);
      assertEquals(
          vendor.equals("Voltwerk") ? "accepted" : "error",
          station.history(CommandEnded.class).getLast().status());
    }
  }

  @Test
  void everyQuirkHasItsTestHere() throws NoSuchMethodException {
    Set<String> rows =
        Arrays.stream(
                QuirksTest.class
                    .getDeclaredMethod(
                        "whatIsForgivenIsServedAndMendedInTheFacts",
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class)
                    .getAnnotation(CsvSource.class)
                    .value())
            .map(row -> row.substring(0, row.indexOf(' ')))
            .collect(Collectors.toSet());
    Set<Quirk> others = Set.of(Quirk.EXTRA_MEMBERS, Quirk.DECIMAL_STEPS);
    assertEquals(
        List.of(),
        Arrays.stream(Quirk.values())
            .filter(quirk -> !others.contains(quirk) && !rows.contains(quirk.id()))
            .toList());
  }

  @Test
  void aSendIsReadWithTheQuirksOfItsStation() {
    String stream =
        "{\"id\":\"1\",\"pending\":0,\"basetime\":\""
            + TIME
            + "\",\"data\":[{\"t\":0,\"v\":\"1\"}]}";
    MachineFixture station =
        station(OcppVersion.V2_1, "Voltwerk", Quirk.SCALAR_TYPES)
            .given(new EventStreamOpened(1, 7, 60, null));
    station.when(
        new Input.Received(
            1,
            new Frame.Send(
                new MessageId("s"),
                Action.of("NotifyPeriodicEventStream"),
                JsonView.parse(stream))));
    assertEquals(1, station.history(SendReceived.class).size());
    assertEquals(1, station.history(QuirksUsed.class).size());
  }

  @Test
  void theProfileOfAStateIsShownByName() {
    QuirkRules rules =
        new QuirkRules(List.of(new QuirkRule("Voltwerk", "*", "3.*", Set.of(Quirk.CELCIUS))));
    StationMachine machine = new StationMachine(Policy.DEFAULT.withQuirks(rules));
    assertEquals(
        List.of("extra-members", "celcius"),
        machine.forgives(station(OcppVersion.V1_6, "*", Quirk.CELCIUS).state()));
    assertEquals(
        List.of("extra-members"), machine.forgives(MachineFixture.fresh(OcppVersion.V1_6).state()));
  }
}
