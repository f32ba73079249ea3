// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.FlowAssertions;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.MonitorReading;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.VariableReading;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What block N forbids, and monitors that are read again after a boot. */
class DiagnosticsRulesTest {
  private static final String TOKEN = "'idToken':{'idToken':'A','type':'ISO14443'}";
  private static final String CERTIFICATE =
      "'customerCertificate':{'hashAlgorithm':'SHA256','issuerNameHash':'a','issuerKeyHash':'b',"
          + "'serialNumber':'1'}";
  private static final String NAME = "'customerIdentifier':'Ann'";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static void isRefused(OcppVersion version, String action, String payload, String rule) {
    MachineFixture station =
        MachineFixture.accepted(version).whenCommand("c1", action, json(payload));
    station.thenFrames();
    String told =
        station.events(CommandEnded.class).getFirst().response().string("description").orElse("");
    assertTrue(told.contains(rule), told);
  }

  private static void isSent(OcppVersion version, String action, String payload) {
    MachineFixture.accepted(version)
        .whenCommand("c1", action, json(payload))
        .thenFrames(MachineFixture.call("m1", action, json(payload)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "," + TOKEN + "," + NAME,
        "," + TOKEN + "," + CERTIFICATE,
        "," + NAME + "," + CERTIFICATE
      })
  @DisplayName("N09.FR.04, N10.FR.08: a customer is named once")
  @Tag("N09.FR.04")
  @Tag("N10.FR.08")
  void aCustomerIsNamedOnce(String customer) {
    isRefused(
        OcppVersion.V2_0_1,
        "CustomerInformation",
        "{'requestId':1,'report':true,'clear':false" + customer + "}",
        "N09.FR.04");
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, CERTIFICATE, NAME})
  @DisplayName("N09.FR.04: each of the three names does")
  @Tag("N09.FR.04")
  void eachOfTheNamesDoes(String customer) {
    isSent(
        OcppVersion.V2_0_1,
        "CustomerInformation",
        "{'requestId':1,'report':true,'clear':false," + customer + "}");
  }

  @Test
  @DisplayName("N09.FR.07: neither to report nor to clear is nothing")
  @Tag("N09.FR.07")
  void somethingIsWanted() {
    isRefused(
        OcppVersion.V2_1,
        "CustomerInformation",
        "{'requestId':1,'report':false,'clear':false," + TOKEN + "}",
        "N09.FR.07");
  }

  @Test
  @DisplayName("N02.FR.07: no more variables in a GetMonitoringReport than the station takes")
  @Tag("N02.FR.07")
  void noMoreVariablesThanTheStationTakes() {
    String payload =
        json(
            "{'requestId':1,'componentVariable':[{'component':{'name':'A'}},{'component':{'name':"
                + "'B'}}]}");
    VariableReading one =
        new VariableReading(
            "DeviceDataCtrlr",
            null,
            null,
            null,
            "ItemsPerMessage",
            "GetReport",
            VariableReading.ACTUAL,
            "1",
            null,
            null);
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .given(new VariablesReported("test", null, List.of(one)))
            .whenCommand("c1", "GetMonitoringReport", payload);
    station.thenFrames();
    String told =
        station.events(CommandEnded.class).getFirst().response().string("description").orElse("");
    assertTrue(told.contains("N02.FR.07"), told);
    isSent(OcppVersion.V2_0_1, "GetMonitoringReport", payload);
  }

  private static String log(String url) {
    return "{'logType':'DiagnosticsLog','requestId':1,'log':{'remoteLocation':'" + url + "'}}";
  }

  @ParameterizedTest
  @CsvSource({"https://x/up#a, N01.FR.27", "https://x/up?to=/, N01.FR.28"})
  @DisplayName(
      "N01.FR.27, N01.FR.28: the address of an upload has no fragment, no query to append to")
  @Tag("N01.FR.27")
  @Tag("N01.FR.28")
  void theAddressOfAnUploadIsPlain(String url, String rule) {
    isRefused(OcppVersion.V2_1, "GetLog", log(url), rule);
    isSent(OcppVersion.V2_0_1, "GetLog", log(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://x/up/", "https://x/up?to=a", "ftp://x/up"})
  @DisplayName("N01.FR.28: a path may end with a slash")
  void otherAddressesGoOut(String url) {
    isSent(OcppVersion.V2_1, "GetLog", log(url));
  }

  private static MonitorReading monitor(int id) {
    return new MonitorReading(
        id, "C", null, null, null, "V", null, "Delta", BigDecimal.ONE, 5, false, "CustomMonitor");
  }

  private static MachineFixture booted(MachineFixture station, String id, String status) {
    return station
        .whenCall(
            id,
            "BootNotification",
            json("{'reason':'PowerUp','chargingStation':{'model':'M','vendorName':'V'}}"))
        .whenDecided(
            id,
            json(
                "{'status':'%s','interval':9,'currentTime':'2026-03-01T10:00:00Z'}"
                    .formatted(status)));
  }

  private static MachineFixture monitored() {
    return MachineFixture.accepted(OcppVersion.V2_0_1)
        .given(new MonitorsReported("SetVariableMonitoring", null, List.of(monitor(4))));
  }

  @Test
  @DisplayName("N04.FR.19: after a boot the monitors are read again, with the numbers of now")
  @Tag("N04.FR.19")
  void monitorsAreReadAgainAfterABoot() {
    MachineFixture station = booted(monitored(), "1", "Accepted");
    FlowAssertions.overdue(station, "monitorsAgain")
        .thenFrames(MachineFixture.call("m2", "GetMonitoringReport", "{\"requestId\":1}"))
        .whenAnswer("m2", "{\"status\":\"Accepted\"}")
        .whenCall(
            "2",
            "NotifyMonitoringReport",
            json(
                "{'requestId':1,'seqNo':0,'generatedAt':'2026-03-01T10:00:00Z','monitor':[{"
                    + "'component':{'name':'C'},'variable':{'name':'V'},'variableMonitoring':[{"
                    + "'id':9,'transaction':false,'value':1,'type':'Delta','severity':5}]}]}"));
    assertEquals(List.of("complete"), FlowAssertions.ends(station, "monitorsAgain"));
    assertEquals(9, station.history(MonitorsReported.class).getLast().monitors().getFirst().id());
  }

  @Test
  @DisplayName("N04.FR.19: a station whose monitors are gone says so")
  @Tag("N04.FR.19")
  void thereMayBeNone() {
    MachineFixture station = booted(monitored(), "1", "Accepted");
    FlowAssertions.overdue(station, "monitorsAgain")
        .whenAnswer("m2", "{\"status\":\"EmptyResultSet\"}");
    assertEquals(List.of("empty"), FlowAssertions.ends(station, "monitorsAgain"));
  }

  @Test
  @DisplayName("N04.FR.19: one more boot begins anew; a station without monitors is left alone")
  void oneMoreBootBeginsAnew() {
    MachineFixture station = booted(booted(monitored(), "1", "Accepted"), "2", "Accepted");
    assertEquals(List.of("restarted"), FlowAssertions.ends(station, "monitorsAgain"));
    assertEquals("settling", FlowAssertions.running(station, "monitorsAgain").step());
    assertEquals(
        0,
        booted(monitored(), "1", "Pending").state().flows().of("monitorsAgain").count()
            + booted(MachineFixture.accepted(OcppVersion.V2_1), "1", "Accepted")
                .state()
                .flows()
                .of("monitorsAgain")
                .count());
  }

  @Test
  @DisplayName("GEN-01: a number is not used twice, over boots and restarts")
  @Tag("GEN-01")
  void requestIdsAreNotUsedTwice() {
    MachineFixture station = booted(monitored(), "1", "Accepted");
    FlowAssertions.overdue(station, "monitorsAgain")
        .whenAnswer("m2", "{\"status\":\"EmptyResultSet\"}")
        .whenKilledAndRestarted()
        .whenReconnected(OcppVersion.V2_0_1);
    booted(station, "2", "Accepted");
    FlowAssertions.overdue(station, "monitorsAgain");
    assertEquals(
        List.of(1L, 2L, 3L),
        station.history(CommandQueued.class).stream()
            .map(command -> command.payload().number("requestId").orElseThrow())
            .toList(),
        "the inventory has one between them");
  }
}
