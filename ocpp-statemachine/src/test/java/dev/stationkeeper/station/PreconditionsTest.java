// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the specification forbids is refused with its rule; what only a station can judge goes. */
class PreconditionsTest {
  private static final OcppVersion V16 = OcppVersion.V1_6;
  private static final OcppVersion V20 = OcppVersion.V2_0_1;
  private static final OcppVersion V21 = OcppVersion.V2_1;
  private static final String LIST16 =
      "{'listVersion':%d,'updateType':'Full','localAuthorizationList':[{'idTag':'%s'},"
          + "{'idTag':'B'}]}";
  private static final String LIST2X =
      "{'versionNumber':%d,'updateType':'Full','localAuthorizationList':[{'idToken':{'idToken':"
          + "'%s','type':'Central'}},{'idToken':{'idToken':'B','type':'Central'}}]}";
  private static final String DER = "{'controlId':'d','isDefault':%s,'controlType':'%s',%s}";
  private static final String VAR = "{'priority':1,'setpoint':5,'unit':'PctMaxW'%s}";
  private static final String GRADIENT = "'gradient':{'priority':1,'gradient':1,'softGradient':1}";
  private static final String VARIABLE =
      "{'attributeValue':'1','component':{'name':'C'},'variable':{'name':'V'}}";
  private static final String MONITOR =
      "{'setMonitoringData':[{'value':60,'type':'Periodic','severity':9,'component':{'name':'C'},"
          + "'variable':{'name':'V'},'periodicEventStream':{%s}}]}";

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of(V16, "UnlockConnector", "{'connectorId':0}", "1.6 UnlockConnector"),
        Arguments.of(
            V16,
            "RemoteStartTransaction",
            "{'connectorId':0,'idTag':'A'}",
            "1.6 RemoteStartTransaction"),
        Arguments.of(
            V16,
            "TriggerMessage",
            "{'connectorId':0,'requestedMessage':'MeterValues'}",
            "1.6 TriggerMessage"),
        Arguments.of(V16, "SendLocalList", LIST16.formatted(0, "A"), "1.6 SendLocalList"),
        Arguments.of(V16, "SendLocalList", LIST16.formatted(1, "b"), "1.6 SendLocalList"),
        Arguments.of(V20, "SendLocalList", LIST2X.formatted(0, "A"), "D01.FR.18"),
        Arguments.of(V20, "SendLocalList", LIST2X.formatted(1, "b"), "D01.FR.06"),
        Arguments.of(
            V20, "TriggerMessage", "{'requestedMessage':'StatusNotification'}", "F06.FR.13"),
        Arguments.of(
            V20,
            "SetVariables",
            "{'setVariableData':[%s,%s]}".formatted(VARIABLE, VARIABLE.replace("'V'", "'v'")),
            "B05.FR.13"),
        Arguments.of(V20, "ClearChargingProfile", "{}", "K10.FR.02"),
        Arguments.of(
            V20,
            "ClearChargingProfile",
            "{'chargingProfileCriteria':{'chargingProfilePurpose':"
                + "'ChargingStationExternalConstraints'}}",
            "K10.FR.06"),
        Arguments.of(
            V21,
            "ClearChargingProfile",
            "{'chargingProfileCriteria':{'chargingProfilePurpose':" + "'LocalGeneration'}}",
            "K10.FR.06"),
        Arguments.of(
            V20, "GetChargingProfiles", "{'requestId':1,'chargingProfile':{}}", "K09.FR.03"),
        Arguments.of(
            V21,
            "ChangeTransactionTariff",
            "{'transactionId':'T','tariff':{'tariffId':'t','currency':'EUR','validFrom':"
                + "'2026-03-01T10:00:00Z'}}",
            "I08.FR.09"),
        Arguments.of(
            V21,
            "SetDERControl",
            DER.formatted(true, "FixedVar", "'fixedVar':" + VAR.formatted(",'duration':9")),
            "R04.FR.12"),
        Arguments.of(
            V21, "SetDERControl", DER.formatted(false, "Gradients", GRADIENT), "R04.FR.14"),
        Arguments.of(V21, "SetDERControl", DER.formatted(false, "FixedVar", GRADIENT), "R04.FR.16"),
        Arguments.of(V21, "SetVariableMonitoring", MONITOR.formatted(""), "N11.FR.09"));
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of(V16, "RemoteStartTransaction", "{'idTag':'A'}"),
        Arguments.of(V16, "UnlockConnector", "{'connectorId':99}"),
        Arguments.of(V16, "ClearChargingProfile", "{}"),
        Arguments.of(V16, "CancelReservation", "{'reservationId':99}"),
        Arguments.of(V16, "SendLocalList", LIST16.formatted(1, "A")),
        Arguments.of(V20, "SendLocalList", LIST2X.formatted(1, "A")),
        Arguments.of(V20, "UnlockConnector", "{'evseId':99,'connectorId':9}"),
        Arguments.of(V20, "RequestStopTransaction", "{'transactionId':'never heard of'}"),
        Arguments.of(V20, "ClearChargingProfile", "{'chargingProfileId':9}"),
        Arguments.of(
            V20, "GetChargingProfiles", "{'requestId':1,'chargingProfile':{'stackLevel':0}}"),
        Arguments.of(
            V21,
            "SetDERControl",
            DER.formatted(false, "FixedVar", "'fixedVar':" + VAR.formatted(",'duration':9"))),
        Arguments.of(V21, "SetDERControl", DER.formatted(true, "Gradients", GRADIENT)),
        Arguments.of(V21, "SetVariableMonitoring", MONITOR.formatted("'interval':60")));
  }

  static Stream<Arguments> able() {
    return Stream.of(
        Arguments.of("C25.FR.21", "NotifyWebPaymentStarted", "{'evseId':1,'timeout':60}"),
        Arguments.of(
            "F06.FR.20",
            "TriggerMessage",
            "{'requestedMessage':'CustomTrigger','customTrigger':'blink'}"),
        Arguments.of("I09", "GetTariffs", "{'evseId':0}"),
        Arguments.of("K21.FR.10", "UsePriorityCharging", "{'transactionId':'T','activate':true}"),
        Arguments.of(
            "K28-push",
            "UpdateDynamicSchedule",
            "{'chargingProfileId':1,'scheduleUpdate':{'limit':5}}"),
        Arguments.of("N12", "GetPeriodicEventStream", "{}"),
        Arguments.of(
            "Q02.FR.05",
            "NotifyAllowedEnergyTransfer",
            "{'transactionId':'T','allowedEnergyTransfer':['DC_BPT']}"),
        Arguments.of("Q08.FR.12", "AFRRSignal", "{'timestamp':'2026-03-01T10:00:00Z','signal':5}"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("able")
  @Tag("C25.FR.21")
  @Tag("F06.FR.20")
  @Tag("I09")
  @Tag("K21.FR.10")
  @Tag("K28-push")
  @Tag("N12")
  @Tag("Q02.FR.05")
  @Tag("Q08.FR.12")
  void mayBeSent(String requirement, String action, String payload) {
    commanded(V21, action, payload)
        .thenFrames(MachineFixture.call("m1", action, payload.replace('\'', '"')));
  }

  static Stream<Arguments> lists() {
    String asked = "{'component':{'name':'C'},'variable':{'name':'%s'}}";
    return Stream.of(Arguments.of("GetReport", "componentVariable", asked, "B08.FR.06"));
  }

  @ParameterizedTest(name = "{3}: {0}")
  @MethodSource("lists")
  @Tag("B08.FR.06")
  void noMoreEntriesThanTheStationTakes(String action, String list, String entry, String rule) {
    String payload =
        "{%s'%s':[%s,%s]}"
            .formatted(
                action.equals("GetReport") ? "'requestId':1," : "",
                list,
                entry.formatted("A"),
                entry.formatted("B"))
            .replace('\'', '"');
    VariableReading limit =
        new VariableReading(
            "DeviceDataCtrlr",
            null,
            null,
            null,
            "ItemsPerMessage",
            action,
            VariableReading.ACTUAL,
            "1",
            null,
            null);
    MachineFixture station =
        MachineFixture.accepted(V20)
            .given(new VariablesReported("test", null, List.of(limit)))
            .whenCommand("c1", action, payload);
    station.thenFrames();
    JsonView why = station.events(CommandEnded.class).getFirst().response();
    assertTrue(why.string("description").orElse("").contains(rule), why.text());
    MachineFixture.accepted(V20)
        .whenCommand("c1", action, payload)
        .thenFrames(MachineFixture.call("m1", action, payload));
  }

  private static MachineFixture commanded(OcppVersion version, String action, String payload) {
    return MachineFixture.accepted(version).whenCommand("c1", action, payload.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{3}: {0} {1}")
  @MethodSource("forbidden")
  @Tag("D01.FR.18")
  @Tag("D01.FR.06")
  @Tag("F06.FR.13")
  @Tag("B05.FR.13")
  @Tag("K10.FR.02")
  @Tag("K10.FR.06")
  @Tag("2.1:K10.FR.06")
  @Tag("K09.FR.03")
  @Tag("I08.FR.09")
  @Tag("R04.FR.12")
  @Tag("R04.FR.14")
  @Tag("R04.FR.16")
  @Tag("N11.FR.09")
  @Tag("O16-UnlockConnector")
  @Tag("O16-RemoteStartTransaction")
  @Tag("O16-TriggerMessage")
  @Tag("O16-SendLocalList")
  void isRefusedWithItsRule(OcppVersion version, String action, String payload, String rule) {
    MachineFixture station = commanded(version, action, payload);
    station.thenFrames();
    JsonView why = station.events(CommandEnded.class).getFirst().response();
    String told = why.string("description").orElse("");
    assertEquals("NotAllowed", why.string("code").orElse(""), told);
    assertTrue(told.contains(rule), told);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("allowed")
  void goesOnTheWire(OcppVersion version, String action, String payload) {
    MachineFixture station = commanded(version, action, payload);
    assertEquals(List.of(), station.events(CommandEnded.class));
    station.thenFrames(MachineFixture.call("m1", action, payload.replace('\'', '"')));
  }
}
