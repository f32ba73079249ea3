// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the specification forbids in a charging profile (K01; 1.6 Smart Charging; 2.1 K, Q, V2X).
 */
class ProfileRulesTest {
  private static final OcppVersion V16 = OcppVersion.V1_6;
  private static final OcppVersion V20 = OcppVersion.V2_0_1;
  private static final OcppVersion V21 = OcppVersion.V2_1;
  private static final String AT = "'startSchedule':'2026-03-01T10:00:00Z',";
  private static final String TX = "'transactionId':'T',";
  private static final String P0 = "{'startPeriod':0,'limit':16}";
  private static final String P60 = "{'startPeriod':60,'limit':8}";

  private static String set16(int connector, String purpose, String kind, String periods) {
    return ("{'connectorId':%d,'csChargingProfiles':{'chargingProfileId':7,'stackLevel':0,"
            + "'chargingProfilePurpose':'%s','chargingProfileKind':'%s','chargingSchedule':{%s"
            + "'chargingRateUnit':'A','chargingSchedulePeriod':[%s]}}}")
        .formatted(connector, purpose, kind, AT, periods);
  }

  private static String schedule(String start, String periods) {
    return "{'id':1,%s'chargingRateUnit':'W','chargingSchedulePeriod':[%s]}"
        .formatted(start, periods);
  }

  private static String set(int evse, String purpose, String kind, String more, String schedules) {
    return ("{'evseId':%d,'chargingProfile':{'id':7,'stackLevel':3,'chargingProfilePurpose':'%s',"
            + "'chargingProfileKind':'%s',%s'chargingSchedule':[%s]}}")
        .formatted(evse, purpose, kind, more, schedules);
  }

  private static String tx(String schedule) {
    return set(1, "TxProfile", "Absolute", TX, schedule);
  }

  private static String v2x(String period) {
    return tx(schedule(AT, "{'startPeriod':0," + period + "}"));
  }

  private static String start(String version, String purpose, String more) {
    String profile =
        "'chargingProfile':{'%s':7,'stackLevel':0,'chargingProfilePurpose':'%s',%s"
                .formatted(version.equals("1.6") ? "chargingProfileId" : "id", purpose, more)
            + "'chargingProfileKind':'Relative','chargingSchedule':%s}";
    return version.equals("1.6")
        ? "{'idTag':'A',"
            + profile.formatted("{'chargingRateUnit':'A','chargingSchedulePeriod':[" + P0 + "]}")
            + "}"
        : "{'remoteStartId':1,'idToken':{'idToken':'A','type':'Central'},"
            + profile.formatted("[" + schedule("", P0) + "]")
            + "}";
  }

  private static Arguments set(OcppVersion version, String payload, String rule) {
    return Arguments.of(version, "SetChargingProfile", payload, rule);
  }

  static Stream<Arguments> forbidden() {
    String absolute = schedule(AT, P0);
    return Stream.of(
        set(V16, set16(1, "ChargePointMaxProfile", "Absolute", P0), "1.6 ChargePointMaxProfile"),
        set(V16, set16(0, "ChargePointMaxProfile", "Relative", P0), "1.6 ChargePointMaxProfile"),
        set(V16, set16(0, "TxProfile", "Absolute", P0), "1.6 TxProfile"),
        set(V16, set16(1, "TxDefaultProfile", "Absolute", P60), "1.6 ChargingSchedule"),
        set(V16, set16(1, "TxDefaultProfile", "Absolute", P0 + "," + P0), "K01.FR.35"),
        Arguments.of(
            V16,
            "RemoteStartTransaction",
            start("1.6", "TxDefaultProfile", ""),
            "1.6 RemoteStartTransaction"),
        Arguments.of(
            V16,
            "RemoteStartTransaction",
            start("1.6", "TxProfile", "'transactionId':4,"),
            "1.6 RemoteStartTransaction"),
        Arguments.of(
            V20, "RequestStartTransaction", start("2", "TxDefaultProfile", ""), "F01.FR.09"),
        Arguments.of(V20, "RequestStartTransaction", start("2", "TxProfile", TX), "F01.FR.11"),
        set(V20, set(1, "TxProfile", "Absolute", "", absolute), "K01.FR.03"),
        set(V20, set(0, "TxProfile", "Absolute", TX, absolute), "K01.FR.16"),
        set(
            V20,
            tx(schedule(AT, "{'startPeriod':0,'limit':1,'numberPhases':3,'phaseToUse':1}")),
            "K01.FR.19"),
        set(
            V20,
            set(0, "ChargingStationExternalConstraints", "Absolute", "", absolute),
            "K01.FR.22"),
        set(V20, tx(schedule(AT, P60)), "K01.FR.31"),
        set(
            V20,
            set(1, "TxDefaultProfile", "Absolute", "", absolute + "," + absolute),
            "K01.FR.34"),
        set(V20, tx(schedule(AT, P0 + "," + P60 + "," + P60)), "K01.FR.35"),
        set(
            V20,
            set(0, "ChargingStationMaxProfile", "Relative", "", schedule("", P0)),
            "K01.FR.38"),
        set(V20, tx(schedule("", P0)), "K01.FR.40"),
        set(V20, set(1, "TxProfile", "Relative", TX, absolute), "K01.FR.41"),
        set(V20, tx(String.join(",", absolute, absolute, absolute, absolute)), "chargingSchedule"),
        set(
            V21,
            set(0, "PriorityCharging", "Absolute", "", schedule(AT + "'duration':9,", P0)),
            "K01.FR.73"),
        set(
            V21,
            set(
                1,
                "TxDefaultProfile",
                "Absolute",
                "",
                schedule(AT, "{'startPeriod':0,'limit':1,'limit_L2':1}")),
            "K01.FR.143"),
        set(V21, v2x("'limit_L2':1"), "K01.FR.145"),
        set(V21, set(1, "TxProfile", "Dynamic", TX, schedule("", P0 + "," + P60)), "K28.FR.01"),
        set(V21, v2x("'limit':1,'dischargeLimit':-1"), "Q02.FR.01"),
        set(V21, v2x("'operationMode':'CentralSetpoint','setpoint':1,'limit':1"), "Q03.FR.01"),
        set(V21, v2x("'operationMode':'CentralFrequency','setpoint':1"), "Q07.FR.02"),
        set(V21, v2x("'operationMode':'LocalLoadBalancing','setpoint':9,'limit':5"), "V2X.05"),
        set(
            V21,
            v2x("'operationMode':'LocalLoadBalancing','setpoint':-9,'dischargeLimit':-5"),
            "V2X.05"),
        set(V21, v2x("'operationMode':'LocalFrequency','v2xBaseline':1"), "Q08.FR.01"));
  }

  private static MachineFixture commanded(OcppVersion version, String action, String payload) {
    return MachineFixture.accepted(version).whenCommand("c1", action, payload.replace('\'', '"'));
  }

  private static String refusal(MachineFixture station) {
    station.thenFrames();
    return station
        .events(CommandEnded.class)
        .getFirst()
        .response()
        .string("description")
        .orElse("");
  }

  @ParameterizedTest(name = "{3}: {0} {1}")
  @MethodSource("forbidden")
  @Tag("K01.FR.35")
  @Tag("F01.FR.09")
  @Tag("F01.FR.11")
  @Tag("K01.FR.03")
  @Tag("K01.FR.16")
  @Tag("K01.FR.19")
  @Tag("K01.FR.22")
  @Tag("K01.FR.31")
  @Tag("K01.FR.34")
  @Tag("K01.FR.38")
  @Tag("K01.FR.40")
  @Tag("K01.FR.41")
  @Tag("K01.FR.73")
  @Tag("K01.FR.143")
  @Tag("K01.FR.145")
  @Tag("K28.FR.01")
  @Tag("Q02.FR.01")
  @Tag("Q03.FR.01")
  @Tag("Q07.FR.02")
  @Tag("Q08.FR.01")
  @Tag("V2X.05")
  @Tag("O16-SetChargingProfile")
  void isRefusedWithItsRule(OcppVersion version, String action, String payload, String rule) {
    String told = refusal(commanded(version, action, payload));
    assertTrue(told.contains(rule), told);
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of(V16, set16(0, "ChargePointMaxProfile", "Absolute", P0)),
        Arguments.of(V16, set16(9, "TxProfile", "Relative", P0 + "," + P60)),
        Arguments.of(V20, tx(schedule(AT, P0))),
        Arguments.of(V20, tx(schedule(AT, P0) + "," + schedule(AT, P60.replace("60", "0")))),
        Arguments.of(V20, set(0, "ChargingStationMaxProfile", "Absolute", "", schedule(AT, P0))),
        Arguments.of(V20, set(99, "TxDefaultProfile", "Relative", "", schedule("", P0))),
        Arguments.of(V21, set(0, "PriorityCharging", "Absolute", "", schedule(AT, P0))),
        Arguments.of(V21, v2x("'operationMode':'CentralSetpoint','setpoint':-5")),
        Arguments.of(
            V21,
            v2x(
                "'operationMode':'LocalLoadBalancing','setpoint':-4,'dischargeLimit':-5,'limit':1")),
        Arguments.of(
            V21,
            v2x(
                "'operationMode':'LocalFrequency','v2xBaseline':0,'v2xFreqWattCurve':["
                    + "{'frequency':49.8,'power':1},{'frequency':50.2,'power':-1}]")),
        Arguments.of(
            V21, set(1, "TxProfile", "Dynamic", TX, schedule("", "{'startPeriod':0,'limit':1}"))),
        Arguments.of(
            V21,
            set(
                1,
                "TxProfile",
                "Absolute",
                TX + "'maxOfflineDuration':60,'invalidAfterOfflineDuration':true,",
                schedule(
                    AT
                        + "'useLocalTime':true,'randomizedDelay':5,'limitAtSoC':{'soc':80,"
                        + "'limit':5},",
                    P0))));
  }

  @ParameterizedTest(name = "{0} K01.FR.01, K01.FR.72, K01.FR.96, K01.FR.104: {1}")
  @MethodSource("allowed")
  @Tag("K01.FR.01")
  @Tag("K01.FR.72")
  @Tag("K01.FR.96")
  @Tag("K01.FR.104")
  void goesOnTheWire(OcppVersion version, String payload) {
    MachineFixture station = commanded(version, "SetChargingProfile", payload);
    assertEquals(List.of(), station.events(CommandEnded.class));
    station.thenFrames(MachineFixture.call("m1", "SetChargingProfile", payload.replace('\'', '"')));
  }

  static Stream<Arguments> limits() {
    String two = tx(schedule(AT, P0 + "," + P60));
    String phase = "{'startPeriod':0,'limit':1,'numberPhases':1,'phaseToUse':1}";
    return Stream.of(
        Arguments.of(
            V16,
            "ChargingScheduleMaxPeriods",
            "1",
            set16(1, "TxProfile", "Relative", P0 + "," + P60),
            "MaxPeriods"),
        Arguments.of(V20, "PeriodsPerSchedule", "1", two, "PeriodsPerSchedule"),
        Arguments.of(V20, "ProfileStackLevel", "2", two, "ProfileStackLevel"),
        Arguments.of(
            V20, "ACPhaseSwitchingSupported", "false", tx(schedule(AT, phase)), "K01.FR.20"),
        Arguments.of(V21, "MaxExternalConstraintsId", "100", two, "K01.FR.80"));
  }

  @ParameterizedTest(name = "{4}: {0} {1}")
  @MethodSource("limits")
  @Tag("K01.FR.20")
  @Tag("K01.FR.80")
  @Tag("K01-limits")
  void whatTheStationToldOfItselfCounts(
      OcppVersion version, String variable, String value, String payload, String rule) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .given(
                new VariablesReported(
                    "test",
                    null,
                    List.of(
                        new VariableReading(
                            version.equals(V16) ? "" : "SmartChargingCtrlr",
                            null,
                            null,
                            null,
                            variable,
                            null,
                            VariableReading.ACTUAL,
                            value,
                            null,
                            null))))
            .whenCommand("c1", "SetChargingProfile", payload.replace('\'', '"'));
    String told = refusal(station);
    assertTrue(told.contains(rule), told);
    assertEquals(
        List.of(),
        commanded(version, "SetChargingProfile", payload).events(CommandEnded.class),
        "a station that told nothing judges itself");
  }

  static Stream<Arguments> neighbours() {
    return Stream.of(
        Arguments.of("TxDefaultProfile", "", "K01.FR.06"),
        Arguments.of("TxProfile", TX, "K01.FR.39"));
  }

  @ParameterizedTest(name = "{2}: {0}")
  @MethodSource("neighbours")
  @Tag("K01.FR.06")
  @Tag("K01.FR.39")
  void anotherProfileIsInTheWay(String purpose, String more, String rule) {
    String first = set(1, purpose, "Absolute", more, schedule(AT, P0));
    MachineFixture station =
        commanded(V20, "SetChargingProfile", first)
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .whenCommand(
                "c2", "SetChargingProfile", first.replace("'id':7", "'id':8").replace('\'', '"'));
    String told = refusal(station);
    assertTrue(told.contains(rule) && told.contains("Profile 7"), told);

    station
        .whenCommand("c3", "SetChargingProfile", first.replace('\'', '"'))
        .thenFrames(MachineFixture.call("m2", "SetChargingProfile", first.replace('\'', '"')));
  }
}
