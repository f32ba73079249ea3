// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsCleared;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A list longer than the station takes in one message goes in several, and ends once (RPC-30). */
class SplitCommandTest {
  private static final String GET = "GetVariables";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static MachineFixture told(
      OcppVersion version, String component, String variable, String action, String value) {
    return MachineFixture.accepted(version)
        .given(
            new VariablesReported(
                "test",
                null,
                List.of(
                    new VariableReading(
                        component,
                        null,
                        null,
                        null,
                        variable,
                        action,
                        VariableReading.ACTUAL,
                        value,
                        null,
                        null))));
  }

  private static MachineFixture limited(int items) {
    return told(
        OcppVersion.V2_0_1, "DeviceDataCtrlr", "ItemsPerMessage", GET, Integer.toString(items));
  }

  private static String entries(String list, String entry, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> entry.replace("#", Integer.toString(i)))
        .collect(Collectors.joining(",", "{'" + list + "':[", "]}"))
        .replace('\'', '"');
  }

  private static String get(int from, int to) {
    return entries(
        "getVariableData", "{'component':{'name':'C'},'variable':{'name':'V#'}}", from, to);
  }

  private static String got(int from, int to) {
    return entries(
        "getVariableResult",
        "{'attributeStatus':'Accepted','attributeValue':'#','component':{'name':'C'},'variable':"
            + "{'name':'V#'}}",
        from,
        to);
  }

  private static CommandEnded end(MachineFixture station) {
    List<CommandEnded> ends = station.history(CommandEnded.class);
    assertEquals(1, ends.size(), ends::toString);
    return ends.getFirst();
  }

  @Test
  @DisplayName("B06.FR.05, RPC-30: five variables with a limit of four are two requests, one end")
  @Tag("B06.FR.05")
  @Tag("RPC-30")
  @Tag("TC_B_08_CSMS")
  void fiveVariablesAreTwoRequests() {
    MachineFixture station =
        limited(4)
            .whenCommand("c1", GET, get(0, 5))
            .thenFrames(MachineFixture.call("m1", GET, get(0, 4)))
            .whenAnswer("m1", got(0, 4))
            .thenFrames(MachineFixture.call("m2", GET, get(4, 5)));
    assertEquals(List.of(), station.history(CommandEnded.class));

    station.whenAnswer("m2", got(4, 5));
    assertEquals(new CommandEnded("c1", "accepted", JsonView.parse(got(0, 5))), end(station));
    assertEquals(
        List.of("0", "1", "2", "3", "4"),
        station.events(VariablesReported.class).getFirst().variables().stream()
            .map(VariableReading::value)
            .toList());
  }

  static Stream<Arguments> lists() {
    String variable = "'component':{'name':'C'},'variable':{'name':'V#'}";
    return Stream.of(
        Arguments.of(
            "SetVariables",
            "DeviceDataCtrlr",
            "setVariableData",
            "{'attributeValue':'1'," + variable + "}",
            "setVariableResult",
            "{'attributeStatus':'Accepted'," + variable + "}"),
        Arguments.of(
            "SetVariableMonitoring",
            "MonitoringCtrlr",
            "setMonitoringData",
            "{'value':1,'type':'Delta','severity':5," + variable + "}",
            "setMonitoringResult",
            "{'id':#,'status':'Accepted','type':'Delta','severity':5," + variable + "}"),
        Arguments.of(
            "ClearVariableMonitoring",
            "MonitoringCtrlr",
            "id",
            "#",
            "clearMonitoringResult",
            "{'status':'Accepted','id':#}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  @DisplayName("B05.FR.11, N04.FR.09, N06.FR.04: no more entries in a message than it takes")
  @Tag("B05.FR.11")
  @Tag("N04.FR.09")
  @Tag("N06.FR.04")
  @Tag("TC_N_18_CSMS")
  void everyListIsDivided(
      String action, String component, String list, String entry, String results, String result) {
    MachineFixture station =
        told(OcppVersion.V2_0_1, component, "ItemsPerMessage", action, "2")
            .whenCommand("c1", action, entries(list, entry, 0, 5))
            .thenFrames(MachineFixture.call("m1", action, entries(list, entry, 0, 2)))
            .whenAnswer("m1", entries(results, result, 0, 2))
            .thenFrames(MachineFixture.call("m2", action, entries(list, entry, 2, 4)))
            .whenAnswer("m2", entries(results, result, 2, 4))
            .thenFrames(MachineFixture.call("m3", action, entries(list, entry, 4, 5)))
            .whenAnswer("m3", entries(results, result, 4, 5));
    assertEquals(entries(results, result, 0, 5), end(station).response().text());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  @DisplayName("N04.FR.09, N06.FR.04: no more bytes either")
  @Tag("N04.FR.09")
  @Tag("N06.FR.04")
  void bytesCountToo(
      String action, String component, String list, String entry, String results, String result) {
    int bytes = 64 + entries(list, entry, 0, 3).length();
    MachineFixture station =
        told(OcppVersion.V2_1, component, "BytesPerMessage", action, Integer.toString(bytes))
            .whenCommand("c1", action, entries(list, entry, 0, 4))
            .thenFrames(MachineFixture.call("m1", action, entries(list, entry, 0, 3)));
    assertTrue(station.frames().getFirst() instanceof Frame.Call);
    station
        .whenAnswer("m1", entries(results, result, 0, 3))
        .thenFrames(MachineFixture.call("m2", action, entries(list, entry, 3, 4)));
  }

  @Test
  @DisplayName("What breaks off in the middle ends once, with the results so far")
  void whatBreaksOffKeepsItsResults() {
    MachineFixture station =
        limited(2)
            .whenCommand("c1", GET, get(0, 4))
            .whenAnswer("m1", got(0, 2))
            .when(
                new Input.Received(
                    1,
                    new Frame.CallError(
                        new MessageId("m2"),
                        new dev.stationkeeper.ocpp.ErrorCode("InternalError"),
                        "",
                        JsonView.EMPTY)));
    CommandEnded end = end(station);
    assertEquals("error", end.status());
    assertEquals("InternalError", end.response().string("code").orElse(""));
    assertEquals(2, end.response().objects("getVariableResult").size());
    assertEquals(2, station.events(VariablesReported.class).getFirst().variables().size());
  }

  @Test
  @DisplayName("A restart in the middle loses neither the results nor the rest")
  void aRestartInTheMiddle() {
    MachineFixture station =
        limited(2)
            .whenCommand("c0", "ClearCache", "{}")
            .whenCommand("c1", GET, get(0, 3))
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .when(new Input.CommandSubmitted(urgent()))
            .whenAnswer("m2", got(0, 2));
    station.thenFrames(MachineFixture.call("m3", "ClearCache", "{}"));
    station.whenKilledAndRestarted();
    station
        .when(new Input.Opened(2, OcppVersion.V2_0_1, MachineFixture.ADDRESS))
        .thenFrames(MachineFixture.call("m4", GET, get(2, 3)))
        .whenAnswer("m4", got(2, 3));
    CommandEnded end = station.history(CommandEnded.class).getLast();
    assertEquals(new CommandEnded("c1", "accepted", JsonView.parse(got(0, 3))), end);
  }

  private static Command urgent() {
    return new Command(
        "c2",
        dev.stationkeeper.ocpp.Action.of("ClearCache"),
        JsonView.EMPTY,
        MachineFixture.T0.plus(Duration.ofMinutes(5)),
        "ann",
        9);
  }

  @Test
  @DisplayName("What was cleared before it broke off is gone")
  void clearedMonitorsAreGoneAllTheSame() {
    MachineFixture station =
        told(
                OcppVersion.V2_0_1,
                "MonitoringCtrlr",
                "ItemsPerMessage",
                "ClearVariableMonitoring",
                "1")
            .whenCommand("c1", "ClearVariableMonitoring", "{\"id\":[7,8]}")
            .whenAnswer("m1", json("{'clearMonitoringResult':[{'status':'Accepted','id':7}]}"))
            .whenReconnected(OcppVersion.V2_0_1);
    assertEquals("error", end(station).status());
    assertEquals(List.of(new MonitorsCleared(List.of(7))), station.history(MonitorsCleared.class));
  }
}
