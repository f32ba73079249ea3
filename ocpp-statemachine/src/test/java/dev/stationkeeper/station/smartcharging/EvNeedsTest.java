// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.FlowAssertions;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an EV told of itself, the profiles that it gets, and its own schedule (K15 to K20, Q01). */
class EvNeedsTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String EV = "evCharging";

  /** How ISO 15118-20 charges; 15118-2 knows the first only. */
  enum Control {
    SCHEDULED("ScheduledControl"),
    DYNAMIC("DynamicControl");

    private final String mode;

    Control(String mode) {
      this.mode = mode;
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String event(String type, int seqNo) {
    return json(
        ("{'eventType':'%s','timestamp':'2026-03-01T10:00:00Z','triggerReason':'Trigger','seqNo':%d,"
                + "'evse':{'id':1},'transactionInfo':{'transactionId':'T'}}")
            .formatted(type, seqNo));
  }

  private static MachineFixture charging(OcppVersion version) {
    return MachineFixture.accepted(version).whenCall("tx", "TransactionEvent", event("Started", 0));
  }

  private static String needs(String more) {
    return json("{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'AC_BPT'" + more + "}}");
  }

  private static String needs(Control control) {
    return needs(",'controlMode':'" + control.mode + "'");
  }

  private static MachineFixture told(MachineFixture station, String id, String needs) {
    return decided(station, id, needs, "Accepted");
  }

  private static MachineFixture decided(
      MachineFixture station, String id, String needs, String status) {
    String answer = "{\"status\":\"" + status + "\"}";
    return station
        .whenCall(id, "NotifyEVChargingNeeds", needs)
        .whenDecided(id, answer)
        .thenFrames(MachineFixture.result(id, answer));
  }

  private static String profile(String period, int schedules) {
    String schedule =
        "{'id':1,'startSchedule':'2026-03-01T10:00:00Z','chargingRateUnit':'W',"
            + "'chargingSchedulePeriod':[{'startPeriod':0,"
            + period
            + "}]}";
    return json(
        "{'evseId':1,'chargingProfile':{'id':7,'stackLevel':0,'chargingProfilePurpose':"
            + "'TxProfile','chargingProfileKind':'Absolute','transactionId':'T',"
            + "'chargingSchedule':["
            + String.join(",", java.util.Collections.nCopies(schedules, schedule))
            + "]}}");
  }

  private static String profile() {
    return profile("'limit':1", 1);
  }

  private static String refusal(MachineFixture station, String profile) {
    station.whenCommand("c1", "SetChargingProfile", profile);
    return station.history(CommandEnded.class).stream()
        .map(end -> end.response().string("description").orElse(""))
        .findFirst()
        .orElse("");
  }

  private static MachineFixture given(MachineFixture station, int number) {
    String id = "m" + number;
    return station
        .whenCommand("c" + number, "SetChargingProfile", profile())
        .thenFrames(MachineFixture.call(id, "SetChargingProfile", profile()))
        .whenAnswer(id, ACCEPTED);
  }

  private static MachineFixture scheduled(MachineFixture station, String id, String status) {
    String answer = "{\"status\":\"" + status + "\"}";
    return station
        .whenCall(
            id,
            "NotifyEVChargingSchedule",
            json(
                "{'timeBase':'2026-03-01T10:00:00Z','evseId':1,'chargingSchedule':{'id':1,"
                    + "'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':0,"
                    + "'limit':1}]}}"))
        .whenDecided(id, answer)
        .thenFrames(MachineFixture.result(id, answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'limit':1,'limit_L2':1 | maxDischargePower_L2 | K01.FR.142",
        "'limit':1,'limit_L3':1 | maxChargePower_L2 | K01.FR.142",
        "'limit':1,'dischargeLimit':-1,'dischargeLimit_L2':-1 | maxChargePower_L2 | V2X.06",
        "'setpoint':1,'setpoint_L3':1 | maxChargePower_L3 | V2X.06",
        "'setpoint':1,'setpointReactive':1,'setpointReactive_L2':1 | maxChargePower_L2 | V2X.06"
      })
  @DisplayName("K01.FR.142, V2X.06 to V2X.09: phases that the EV did not tell have no values")
  @Tag("K01.FR.142")
  @Tag("V2X.06")
  @Tag("V2X.07")
  @Tag("V2X.08")
  @Tag("V2X.09")
  void whatTheEvDidNotTellIsNotGiven(String period, String told, String rule) {
    String mode =
        period.contains("dischargeLimit")
            ? ",'operationMode':'ExternalLimits'"
            : period.contains("setpoint") ? ",'operationMode':'CentralSetpoint'" : "";
    String powers = ",'v2xChargingParameters':{'" + told + "':5}";
    String refusal =
        refusal(told(charging(OcppVersion.V2_1), "1", needs(powers)), profile(period + mode, 1));
    assertTrue(refusal.contains(rule), refusal);
    assertTrue(refusal(charging(OcppVersion.V2_1), profile(period + mode, 1)).contains(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'limit':1,'limit_L2':1 | maxChargePower_L2",
        "'setpoint':1,'setpoint_L3':1,'operationMode':'CentralSetpoint' | maxDischargePower_L3"
      })
  @DisplayName("K01.FR.142: phases that it told have")
  @Tag("K01.FR.142")
  void whatTheEvToldMayBeGiven(String period, String told) {
    MachineFixture station =
        told(charging(OcppVersion.V2_1), "1", needs(",'v2xChargingParameters':{'" + told + "':5}"));
    assertEquals("", refusal(station, profile(period, 1)));
    assertEquals(1, station.frames().size());

    station.whenCall("2", "TransactionEvent", event("Ended", 1));
    assertEquals(List.of(), station.state().parts().get(EvNeeds.class).all());
  }

  @Test
  @DisplayName(
      "K17.FR.07, K17.FR.19, K19.FR.07: up to three schedules, and one under dynamic control")
  @Tag("2.1:K17.FR.07")
  @Tag("K17.FR.19")
  @Tag("K19.FR.07")
  @Tag("K18.FR.07")
  void schedulesByControl() {
    assertEquals(
        "",
        refusal(
            told(charging(OcppVersion.V2_1), "1", needs(Control.SCHEDULED)),
            profile("'limit':1", 3)));
    assertTrue(
        refusal(
                told(charging(OcppVersion.V2_1), "1", needs(Control.SCHEDULED)),
                profile("'limit':1", 4))
            .contains("chargingSchedule"));
    assertTrue(
        refusal(
                told(charging(OcppVersion.V2_1), "1", needs(Control.DYNAMIC)),
                profile("'limit':1", 2))
            .contains("K17.FR.19"));
    assertEquals(
        "",
        refusal(
            told(charging(OcppVersion.V2_1), "1", needs(Control.DYNAMIC)),
            profile("'limit':1", 1)));
  }

  @Test
  @DisplayName("K20.FR.03: new needs under dynamic control are owed a new profile")
  @Tag("K20.FR.03")
  @Tag("TC_K_115_CSMS")
  @Tag("TC_K_117_CSMS")
  void newNeedsUnderDynamicControl() {
    MachineFixture station =
        given(told(charging(OcppVersion.V2_1), "1", needs(Control.DYNAMIC)), 1);
    assertEquals(List.of("agreed"), FlowAssertions.ends(station, EV));

    told(station, "2", needs(Control.DYNAMIC));
    assertEquals("needs", FlowAssertions.running(station, EV).step());
    given(station, 2);
    assertEquals(List.of("agreed", "agreed"), FlowAssertions.ends(station, EV));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.1", "2.1"})
  @DisplayName("K15, K18.FR.11: needs, profile, and a schedule that keeps to it")
  @Tag("TC_K_53_CSMS")
  @Tag("K18.FR.11")
  void aScheduleThatKeepsToTheProfile(String version) {
    MachineFixture station = charging(OcppVersion.ofNumber(version).orElseThrow());
    String needs = json("{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}");
    scheduled(given(told(station, "1", needs), 1), "2", "Accepted");
    assertEquals(List.of("agreed"), FlowAssertions.ends(station, EV));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.1", "2.1"})
  @DisplayName(
      "K15.FR.12, K18.FR.12: a schedule over the limit is Rejected, and a new profile owed")
  @Tag("K15.FR.12")
  @Tag("K18.FR.12")
  @Tag("K18.FR.13")
  @Tag("TC_K_55_CSMS")
  void aScheduleOverTheLimit(String version) {
    MachineFixture station = charging(OcppVersion.ofNumber(version).orElseThrow());
    String needs = json("{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}");
    scheduled(given(told(station, "1", needs), 1), "2", "Rejected");
    assertEquals("renegotiating", FlowAssertions.running(station, EV).step());
    scheduled(given(station, 2), "3", "Accepted");
    assertEquals(List.of("agreed"), FlowAssertions.ends(station, EV));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.1", "2.1"})
  @DisplayName("K17: an EV that asks again gets a new profile")
  @Tag("K17.FR.02")
  @Tag("TC_K_57_CSMS")
  @Tag("TC_K_114_CSMS")
  void anEvAsksAgain(String version) {
    MachineFixture station = charging(OcppVersion.ofNumber(version).orElseThrow());
    String needs = json("{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}");
    scheduled(given(told(station, "1", needs), 1), "2", "Accepted");
    scheduled(given(told(station, "3", needs), 2), "4", "Accepted");
    assertEquals(List.of("agreed", "agreed"), FlowAssertions.ends(station, EV));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.1", "2.1"})
  @DisplayName("K16.FR.12: needs that come again in our own renegotiation are owed a profile too")
  @Tag("K16.FR.12")
  @Tag("TC_K_58_CSMS")
  @Tag("TC_K_59_CSMS")
  @Tag("TC_K_113_CSMS")
  void needsInOurOwnRenegotiation(String version) {
    MachineFixture station = charging(OcppVersion.ofNumber(version).orElseThrow());
    String needs = json("{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}");
    scheduled(given(told(station, "1", needs), 1), "2", "Accepted");

    given(station, 2);
    told(station, "3", needs);
    assertEquals("needs", FlowAssertions.running(station, EV).step());
    scheduled(given(station, 3), "4", "Accepted");
    assertEquals(List.of("agreed", "agreed"), FlowAssertions.ends(station, EV));
  }

  @ParameterizedTest
  @CsvSource({"Accepted, 60", "Processing, 600"})
  @DisplayName("Q01.FR.07: Accepted owes the profile now, Processing later")
  @Tag("Q01.FR.07")
  void theProfileComesNowOrLater(String status, int seconds) {
    MachineFixture station =
        decided(charging(OcppVersion.V2_1), "1", needs(Control.SCHEDULED), status);
    assertEquals(
        MachineFixture.T0.plus(Duration.ofSeconds(seconds)),
        FlowAssertions.running(station, EV).deadline());
  }

  @ParameterizedTest
  @EnumSource(Control.class)
  @DisplayName("2.1:K15.FR.04: Rejected gives no schedule, and none is owed")
  @Tag("2.1:K15.FR.04")
  @Tag("K18.FR.22")
  void rejectedNeedsAreOwedNothing(Control control) {
    MachineFixture station = decided(charging(OcppVersion.V2_1), "1", needs(control), "Rejected");
    assertEquals(0, station.state().flows().of(EV).count());
  }
}
