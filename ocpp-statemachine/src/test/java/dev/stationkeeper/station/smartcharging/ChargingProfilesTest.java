// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.smartcharging.ChargingProfiles.Installed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which profiles a station has, and what an EV and we agree upon (K09, K10, K15 to K20, K28). */
class ChargingProfilesTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  private static MachineFixture station(OcppVersion version) {
    return MachineFixture.accepted(version);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String tx(int id, int periods) {
    StringBuilder list = new StringBuilder("{'startPeriod':0,'limit':1}");
    for (int i = 1; i < periods; i++) {
      list.append(",{'startPeriod':").append(i).append(",'limit':1}");
    }
    return json(
        ("{'evseId':1,'chargingProfile':{'id':%d,'stackLevel':0,'chargingProfilePurpose':"
                + "'TxProfile','chargingProfileKind':'Relative','transactionId':'T',"
                + "'chargingSchedule':[{'id':1,'chargingRateUnit':'W','chargingSchedulePeriod':"
                + "[%s]}]}}")
            .formatted(id, list));
  }

  private static String event(String type, int seqNo) {
    return json(
        ("{'eventType':'%s','timestamp':'2026-03-01T10:00:00Z','triggerReason':'Trigger',"
                + "'seqNo':%d,'evse':{'id':1},'transactionInfo':{'transactionId':'T'}}")
            .formatted(type, seqNo));
  }

  private static List<Integer> ids(MachineFixture station) {
    return station.state().parts().get(ChargingProfiles.class).all().stream()
        .map(Installed::id)
        .toList();
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList();
  }

  @Test
  @DisplayName("K02.FR.03: the same id replaces; a TxProfile goes with its transaction")
  @Tag("K02.FR.03")
  void aProfileIsKnownUntilItsTransactionEnds() {
    MachineFixture station =
        station(OcppVersion.V2_0_1)
            .whenCall("1", "TransactionEvent", event("Started", 0))
            .whenCommand("c1", "SetChargingProfile", tx(7, 1))
            .whenAnswer("m1", ACCEPTED)
            .whenCommand("c2", "SetChargingProfile", tx(7, 2))
            .whenAnswer("m2", ACCEPTED)
            .whenCommand("c3", "SetChargingProfile", tx(7, 3))
            .whenAnswer("m3", "{\"status\":\"Rejected\"}");
    assertEquals(List.of(7), ids(station));

    station.whenCall("2", "TransactionEvent", event("Ended", 1));
    assertEquals(List.of(), ids(station));
  }

  @ParameterizedTest
  @CsvSource({"Accepted", "Unknown"})
  @DisplayName("K10-resp: what was cleared, or is unknown to the station, is gone")
  @Tag("K10-resp")
  void aClearedProfileIsGone(String status) {
    MachineFixture station =
        station(OcppVersion.V2_0_1)
            .whenCommand("c1", "SetChargingProfile", tx(7, 1))
            .whenAnswer("m1", ACCEPTED)
            .whenCommand(
                "c2",
                "ClearChargingProfile",
                json(
                    "{'chargingProfileCriteria':{'evseId':1,'chargingProfilePurpose':"
                        + "'TxProfile'}}"))
            .whenAnswer("m2", "{\"status\":\"" + status + "\"}");
    assertEquals(List.of(), ids(station));
  }

  @Test
  @DisplayName("K09-rep, K11-K14: reports are collected until tbc is false, external limits too")
  @Tag("K09-rep")
  void reportedProfilesAreKnown() {
    String part =
        "{'requestId':5,'chargingLimitSource':'%s','tbc':%s,'evseId':1,'chargingProfile':[{'id':"
            + "%d,'stackLevel':0,'chargingProfilePurpose':'%s','chargingProfileKind':'Absolute',"
            + "'chargingSchedule':[{'id':1,'chargingRateUnit':'W','chargingSchedulePeriod':["
            + "{'startPeriod':0,'limit':1}]}]}]}";
    MachineFixture station =
        station(OcppVersion.V2_0_1)
            .whenCommand(
                "c1",
                "GetChargingProfiles",
                json("{'requestId':5,'chargingProfile':{'stackLevel':0}}"))
            .whenAnswer("m1", ACCEPTED)
            .whenCall(
                "1",
                "ReportChargingProfiles",
                json(part.formatted("CSO", true, 3, "TxDefaultProfile")))
            .whenCall(
                "2",
                "ReportChargingProfiles",
                json(part.formatted("EMS", false, 4, "ChargingStationExternalConstraints")));
    assertEquals(List.of(3, 4), ids(station));
    assertEquals(List.of("complete"), outcomes(station));
  }

  private static MachineFixture needs(OcppVersion version, String status) {
    return station(version)
        .whenCall("0", "TransactionEvent", event("Started", 0))
        .whenCall("1", "NotifyEVChargingNeeds", needs())
        .whenDecided("1", "{\"status\":\"" + status + "\"}");
  }

  private static String needs() {
    return json(
        "{'evseId':1,'maxScheduleTuples':2,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}");
  }

  private static String schedule() {
    return json(
        "{'timeBase':'2026-03-01T10:00:00Z','evseId':1,'chargingSchedule':{'id':1,"
            + "'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':0,'limit':1}]}}");
  }

  @Test
  @DisplayName("K15.FR.02, K15.FR.07, K15.FR.11: needs, profile, schedule, agreed")
  @Tag("K15.FR.02")
  @Tag("K15.FR.07")
  @Tag("K15.FR.11")
  void needsAreMetByAProfileAndASchedule() {
    MachineFixture station =
        needs(OcppVersion.V2_0_1, "Accepted")
            .whenCommand("c1", "SetChargingProfile", tx(7, 2))
            .whenAnswer("m1", ACCEPTED)
            .whenCall("2", "NotifyEVChargingSchedule", schedule())
            .whenUndecided("2")
            .thenFrames(MachineFixture.result("2", ACCEPTED));
    assertEquals(List.of("agreed"), outcomes(station));
  }

  @Test
  @DisplayName("K15.FR.07, K18.FR.07: no more periods than maxScheduleTuples")
  @Tag("K15.FR.07")
  @Tag("K18.FR.07")
  void theEvSaysHowManyPeriodsItTakes() {
    needs(OcppVersion.V2_0_1, "Accepted")
        .whenCommand("c1", "SetChargingProfile", tx(7, 3))
        .thenFrames();
  }

  @Test
  @DisplayName("K15.FR.08, K18.FR.08: a profile that does not come within 60 s is told")
  @Tag("K15.FR.08")
  @Tag("K18.FR.08")
  void aProfileIsOwedWithinAMinute() {
    MachineFixture station =
        needs(OcppVersion.V2_0_1, "Accepted")
            .later(Duration.ofSeconds(60))
            .whenKilledAndRestarted();
    assertEquals(List.of("noProfile"), outcomes(station));
  }

  @Test
  @DisplayName("K15.FR.13, K16.FR.01: a schedule that is refused is negotiated anew")
  @Tag("K15.FR.13")
  @Tag("K16.FR.01")
  void aRefusedScheduleIsNegotiatedAnew() {
    MachineFixture station =
        needs(OcppVersion.V2_0_1, "Processing")
            .whenCommand("c1", "SetChargingProfile", tx(7, 2))
            .whenAnswer("m1", ACCEPTED)
            .whenCall("2", "NotifyEVChargingSchedule", schedule())
            .whenDecided("2", "{\"status\":\"Rejected\"}");
    assertEquals("renegotiating", station.state().flows().running().getFirst().step());

    station
        .whenCommand("c2", "SetChargingProfile", tx(7, 1))
        .whenAnswer("m2", ACCEPTED)
        .whenCall("3", "NotifyEVChargingSchedule", schedule())
        .whenDecided("3", ACCEPTED);
    assertEquals(List.of("agreed"), outcomes(station));
  }

  @Test
  @DisplayName("K17.FR.02: new needs replace the old, and the end of the transaction ends them")
  @Tag("K17.FR.02")
  void newNeedsReplaceTheOld() {
    MachineFixture station =
        needs(OcppVersion.V2_0_1, "Accepted")
            .whenCall("2", "NotifyEVChargingNeeds", needs())
            .whenDecided("2", ACCEPTED);
    assertEquals(List.of("renewed"), outcomes(station));

    station.whenCall("3", "TransactionEvent", event("Ended", 1));
    assertEquals(List.of("renewed", "transactionEnded"), outcomes(station));
  }

  @ParameterizedTest
  @CsvSource({"2.0.1, Rejected", "2.1, NoChargingProfile"})
  @DisplayName("K15.FR.04, K18.FR.03: without a decision there is no profile")
  @Tag("K15.FR.04")
  @Tag("K18.FR.03")
  void withoutADecisionThereIsNoProfile(String number, String status) {
    station(OcppVersion.ofNumber(number).orElseThrow())
        .whenCall("1", "NotifyEVChargingNeeds", needs())
        .whenUndecided("1")
        .thenFrames(MachineFixture.result("1", "{\"status\":\"" + status + "\"}"));
  }

  @Test
  @DisplayName("K28.FR.12: no limits for a profile that is unknown or not Dynamic")
  @Tag("K28.FR.12")
  void aPullForAnUnknownProfileIsRefused() {
    station(OcppVersion.V2_1)
        .whenCall("1", "PullDynamicScheduleUpdate", "{\"chargingProfileId\":9}")
        .whenUndecided("1")
        .thenFrames(
            MachineFixture.result(
                "1", json("{'status':'Rejected','statusInfo':{'reasonCode':'InvalidProfile'}}")));
  }

  @Test
  @DisplayName("K28.FR.07: a decision gives the limits")
  @Tag("K28.FR.07")
  void aPullIsDecided() {
    String limits = json("{'status':'Accepted','scheduleUpdate':{'limit':11}}");
    station(OcppVersion.V2_1)
        .whenCall("1", "PullDynamicScheduleUpdate", "{\"chargingProfileId\":9}")
        .whenDecided("1", limits)
        .thenFrames(MachineFixture.result("1", limits));
  }

  @Test
  @DisplayName("K21.FR.09, K22.FR.06: NotifyPriorityCharging is answered")
  @Tag("K21.FR.09")
  @Tag("K22.FR.06")
  void priorityChargingIsTakenNoteOf() {
    station(OcppVersion.V2_1)
        .whenCall("1", "NotifyPriorityCharging", json("{'transactionId':'T','activated':true}"))
        .thenFrames(MachineFixture.result("1", "{}"));
  }
}
