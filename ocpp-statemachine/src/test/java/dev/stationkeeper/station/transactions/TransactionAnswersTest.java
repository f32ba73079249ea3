// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.TransactionLimitEvent.TransactionLimitGiven;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transaction event can be answered: cost, messages, limits (I03, I06, C17, E16). */
class TransactionAnswersTest {
  private static final String EMPTY = "{}";

  private int calls;

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String event(String type, int seqNo, String more) {
    return json(
        ("{'eventType':'%s','timestamp':'2026-03-01T10:00:00Z','triggerReason':'Trigger','seqNo':%d,"
                + "%s'evse':{'id':1}}")
            .formatted(type, seqNo, more));
  }

  private static String event(String type, int seqNo) {
    return event(type, seqNo, "'transactionInfo':{'transactionId':'T'},");
  }

  private static String told(int seqNo, String limit) {
    return event(
        "Updated",
        seqNo,
        "'transactionInfo':{'transactionId':'T','transactionLimit':" + limit + "},");
  }

  /** The answer that leaves when {@code decision} is made on the event. */
  private void answers(MachineFixture station, String event, String decision, String answer) {
    String id = "c" + ++calls;
    station
        .whenAsked(id, "TransactionEvent", event)
        .whenDecided(id, json(decision))
        .thenFrames(MachineFixture.result(id, json(answer)));
  }

  private static MachineFixture station21() {
    return MachineFixture.accepted(OcppVersion.V2_1);
  }

  @Test
  @DisplayName("A handler that fails on an event without a token does not disturb the bookkeeping")
  void whatIsNotOwedIsAnsweredWhenDecidingFails() {
    station21()
        .whenAsked("0", "TransactionEvent", event("Started", 0))
        .whenDecisionFails("0")
        .thenFrames(MachineFixture.result("0", EMPTY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "2.0.1 | {'totalCost':0.0}",
        "2.1 | {'totalCost':0.0}",
        "2.0.1 | {'totalCost':12.25}",
        "2.0.1 | {}"
      })
  @DisplayName("I03.FR.04: what is free costs 0, and what is not known is left out")
  @Tag("I03.FR.04")
  @Tag("I03.FR.02")
  void theCostIsToldWhenItIsKnown(String version, String decision) {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.ofNumber(version).orElseThrow())
            .whenCall("0", "TransactionEvent", event("Started", 0));
    answers(station, event("Ended", 1), decision, decision);
  }

  @Test
  @DisplayName("I06.FR.01: an update is asked about, and a changed tariff goes to the driver")
  @Tag("I06.FR.01")
  void aChangedTariffIsTold() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCall("0", "TransactionEvent", event("Started", 0))
            .whenAsked("1", "TransactionEvent", event("Updated", 1));
    assertEquals(1, station.questions());
    String answer = json("{'updatedPersonalMessage':{'format':'UTF8','content':'0.42 per kWh'}}");
    station.whenDecided("1", answer).thenFrames(MachineFixture.result("1", answer));
  }

  @Test
  @DisplayName("2.1:I06.FR.02: other languages go with the changed tariff")
  @Tag("2.1:I06.FR.02")
  @Tag("TC_O_101_CSMS")
  void otherLanguagesGoWithIt() {
    String answer =
        "{'updatedPersonalMessage':{'format':'UTF8','language':'nl','content':'a'},"
            + "'updatedPersonalMessageExtra':[{'format':'UTF8','language':'en','content':'b'}]}";
    answers(station21(), event("Updated", 1), answer, answer);
  }

  @Test
  @DisplayName("E16.FR.18: an event of the past, without a token, is answered at once")
  @Tag("E16.FR.18")
  void whatWasOfflineIsAnsweredAtOnce() {
    station21()
        .whenAsked(
            "1",
            "TransactionEvent",
            event("Updated", 1, "'offline':true,'transactionInfo':{'transactionId':'T'},"))
        .thenFrames(MachineFixture.result("1", EMPTY));
  }

  @Test
  @DisplayName("E16.FR.02, C17.FR.03, C24.FR.02: a limit goes with the first answer, and once")
  @Tag("E16.FR.02")
  @Tag("C17.FR.03")
  @Tag("C24.FR.02")
  @Tag("C25.FR.24")
  void aLimitIsGivenOnce() {
    MachineFixture station = station21();
    String limit = "{'transactionLimit':{'maxCost':20}}";
    answers(station, event("Started", 0), limit, limit);
    answers(station, event("Updated", 1), limit, EMPTY);
    station.whenKilledAndRestarted().whenReconnected(OcppVersion.V2_1);
    answers(station, event("Updated", 2), "{'transactionLimit':{'maxCost':20.00}}", EMPTY);
    assertEquals(1, station.history(TransactionLimitGiven.class).size());
  }

  @Test
  @DisplayName("E16.FR.08: a limit of the station's own is overruled by a lower one only")
  @Tag("E16.FR.07")
  @Tag("E16.FR.08")
  @Tag("TC_E_102_CSMS")
  void onlyALowerLimitOverrulesTheStations() {
    MachineFixture station =
        station21()
            .whenCall("0", "TransactionEvent", event("Started", 0))
            .whenCall("1", "TransactionEvent", told(1, "{'maxEnergy':5000,'maxTime':60}"));
    answers(
        station,
        event("Updated", 2),
        "{'transactionLimit':{'maxEnergy':6000,'maxTime':60}}",
        EMPTY);
    assertEquals(
        List.of("transaction_limit_not_lower", "transaction_limit_not_lower"), station.counts());
    String lower = "{'transactionLimit':{'maxEnergy':4000}}";
    answers(station, event("Updated", 3), lower, lower);
  }

  @Test
  @DisplayName("E16.FR.17: a limit of ours is removed by a very high one")
  @Tag("E16.FR.17")
  void ourOwnLimitMayRise() {
    MachineFixture station = station21();
    String first = "{'transactionLimit':{'maxTime':600}}";
    answers(station, event("Started", 0), first, first);
    station.whenCall("1", "TransactionEvent", told(1, "{'maxTime':600}"));
    String none = "{'transactionLimit':{'maxTime':2147483647}}";
    answers(station, event("Updated", 2), none, none);
  }

  @Test
  @DisplayName("E16.FR.12: a limit that the station does not support is left out")
  @Tag("E16.FR.12")
  void onlySupportedLimitsAreGiven() {
    VariableReading supported =
        new VariableReading(
            "TxCtrlr",
            null,
            null,
            null,
            "SupportedLimits",
            null,
            VariableReading.ACTUAL,
            "MaxEnergy, MaxTime",
            null,
            null);
    MachineFixture station =
        station21().given(new VariablesReported("test", null, List.of(supported)));
    answers(
        station,
        event("Started", 0),
        "{'transactionLimit':{'maxCost':20,'maxEnergy':5000}}",
        "{'transactionLimit':{'maxEnergy':5000}}");
    assertEquals(List.of("transaction_limit_unsupported"), station.counts());
  }

  @Test
  @DisplayName("C17.FR.03: with the end of the transaction its limits are forgotten")
  void theEndForgetsTheLimits() {
    MachineFixture station = station21();
    String limit = "{'transactionLimit':{'maxCost':20}}";
    answers(station, event("Started", 0), limit, limit);
    answers(station, event("Ended", 1), limit, limit);
    assertEquals(List.of(), station.state().parts().get(TransactionLimits.class).all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Started", "Updated", "Ended"})
  @DisplayName("E01.FR.11: nobody's opinion is no opinion")
  void nothingIsOwed(String type) {
    station21()
        .whenCall("1", "TransactionEvent", event(type, 0))
        .thenFrames(MachineFixture.result("1", EMPTY));
  }

  @Test
  @DisplayName("J-sig: signed meter values are kept as the station wrote them")
  @Tag("J-sig")
  void signedValuesAreKeptAsTheyCame() {
    String signed =
        event(
            "Updated",
            1,
            "'transactionInfo':{'transactionId':'T'},'meterValue':[{'timestamp':"
                + "'2026-03-01T10:00:00.000Z','sampledValue':[{'value':1.50,'signedMeterValue':{"
                + "'signedMeterData':'AbC=','signingMethod':'','encodingMethod':'OCMF','publicKey':"
                + "''}}]}],");
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1).whenCall("1", "TransactionEvent", signed);
    assertEquals(signed, station.history(CallAnswered.class).getLast().request().text());
  }
}
