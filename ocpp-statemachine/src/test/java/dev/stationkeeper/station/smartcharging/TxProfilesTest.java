// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profiles of a transaction that goes on after a reset (B13.FR.31, E17.FR.15). */
class TxProfilesTest {
  private static final String SET = "SetChargingProfile";
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String profile(int id, int limit) {
    return json(
        ("{'evseId':1,'chargingProfile':{'id':%d,'stackLevel':%d,'chargingProfilePurpose':"
                + "'TxProfile','chargingProfileKind':'Absolute','transactionId':'T',"
                + "'chargingSchedule':[{'id':1,'startSchedule':'2026-03-01T10:00:00Z',"
                + "'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,"
                + "'limit':%d}]}]}}")
            .formatted(id, id, limit));
  }

  private static String event(String type, int seqNo, String reason) {
    return json(
        ("{'eventType':'%s','timestamp':'2026-03-01T10:00:00Z','triggerReason':'%s','seqNo':%d,"
                + "'evse':{'id':1},'transactionInfo':{'transactionId':'T'}}")
            .formatted(type, reason, seqNo));
  }

  /** A transaction with a profile that was changed once, and one that was refused. */
  private static MachineFixture charging(OcppVersion version) {
    return MachineFixture.accepted(version)
        .whenCall("1", "TransactionEvent", event("Started", 0, "Authorized"))
        .whenCommand("c1", SET, profile(3, 16))
        .whenAnswer("m1", ACCEPTED)
        .whenCommand("c2", SET, profile(3, 10))
        .whenAnswer("m2", ACCEPTED)
        .whenCommand("c3", SET, profile(4, 8))
        .whenAnswer("m3", "{\"status\":\"Rejected\"}");
  }

  @Test
  @DisplayName(
      "B13.FR.31: after TxResumed the profile that was in force is sent again, over a restart")
  @Tag("B13.FR.31")
  @Tag("E17.FR.15")
  @Tag("TC_B_116_CSMS")
  @Tag("TC_E_117_CSMS")
  void theProfileIsSentAgain() {
    MachineFixture station =
        charging(OcppVersion.V2_1)
            .whenKilledAndRestarted()
            .whenReconnected(OcppVersion.V2_1)
            .whenCall("2", "TransactionEvent", event("Updated", 1, "TxResumed"));
    CommandQueued again = station.history(CommandQueued.class).getLast();
    assertEquals(4, station.history(CommandQueued.class).size());
    assertEquals(profile(3, 10), again.payload().text());
    assertEquals("ann", again.by());
    station.thenFrames(
        MachineFixture.call("m5", SET, profile(3, 10)), MachineFixture.result("2", "{}"));

    station
        .whenAnswer("m5", ACCEPTED)
        .whenCall("3", "TransactionEvent", event("Updated", 2, "TxResumed"));
    assertEquals(5, station.history(CommandQueued.class).size(), "once more after one more reset");
  }

  @ParameterizedTest
  @CsvSource({"true, 3", "false, 4"})
  @DisplayName("B13.FR.31: unless the station keeps them")
  @Tag("B13.FR.31")
  void aStationThatKeepsThemIsLeftAlone(String persistent, int commands) {
    MachineFixture station =
        charging(OcppVersion.V2_1)
            .given(
                new VariablesReported(
                    "test",
                    null,
                    List.of(
                        new VariableReading(
                            "SmartChargingCtrlr",
                            null,
                            null,
                            null,
                            "ChargingProfilePersistence",
                            "TxProfile",
                            VariableReading.ACTUAL,
                            persistent,
                            null,
                            null))))
            .whenCall("2", "TransactionEvent", event("Updated", 1, "TxResumed"));
    assertEquals(commands, station.history(CommandQueued.class).size());
  }

  @Test
  @DisplayName("What was cleared, or is of a transaction that is over, is not kept")
  void whatIsGoneIsNotSent() {
    MachineFixture station =
        charging(OcppVersion.V2_1)
            .whenCommand("c4", "ClearChargingProfile", "{\"chargingProfileId\":3}")
            .whenAnswer("m4", ACCEPTED)
            .whenCall("2", "TransactionEvent", event("Updated", 1, "TxResumed"));
    assertEquals(4, station.history(CommandQueued.class).size());

    MachineFixture over =
        charging(OcppVersion.V2_1)
            .whenCall("2", "TransactionEvent", event("Ended", 1, "EVDeparted"));
    assertEquals(List.of(), over.state().parts().get(TxProfiles.class).kept());
    assertEquals(
        List.of(), charging(OcppVersion.V2_0_1).state().parts().get(TxProfiles.class).kept());
  }

  @Test
  @DisplayName("B13.FR.31: a profile that came with a remote start is sent for its transaction")
  @Tag("B13.FR.31")
  void aProfileOfARemoteStartIsSentAgain() {
    String schedule =
        "'chargingSchedule':[{'id':1,'chargingRateUnit':'A','chargingSchedulePeriod':["
            + "{'startPeriod':0,'limit':9}]}]";
    String profile =
        "{'id':5,'stackLevel':0,'chargingProfilePurpose':'TxProfile','chargingProfileKind':"
            + "'Relative',"
            + schedule;
    String start =
        json(
            "{'remoteStartId':4,'idToken':{'idToken':'A','type':'Central'},'chargingProfile':"
                + profile
                + "}}");
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCommand("c1", "RequestStartTransaction", start)
            .whenCall(
                "1",
                "TransactionEvent",
                event("Started", 0, "RemoteStart")
                    .replace("\"transactionId\"", "\"remoteStartId\":4,\"transactionId\""))
            .whenAnswer("m1", ACCEPTED)
            .whenCall("2", "TransactionEvent", event("Updated", 1, "TxResumed"));
    CommandQueued again = station.history(CommandQueued.class).getLast();
    assertEquals("SetChargingProfile", again.action());
    assertEquals(
        json("{'evseId':1,'chargingProfile':" + profile + ",'transactionId':'T'}}"),
        again.payload().text());
  }
}
