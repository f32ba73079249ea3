// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.locallist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Local lists (block D; 1.6 Local Auth List Management). */
class LocalListFlowTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  private static boolean is16(OcppVersion version) {
    return version.equals(OcppVersion.V1_6);
  }

  private static String update(OcppVersion version, String type, int number, int entries) {
    String list =
        IntStream.range(0, entries)
            .mapToObj(
                i ->
                    (is16(version)
                            ? "{\"idTag\":\"T%d\",\"idTagInfo\":{\"status\":\"Accepted\"}}"
                            : "{\"idToken\":{\"idToken\":\"T%d\",\"type\":\"Central\"}}")
                        .formatted(i))
            .collect(Collectors.joining(","));
    return "{\"%s\":%d,\"updateType\":\"%s\",\"localAuthorizationList\":[%s]}"
        .formatted(is16(version) ? "listVersion" : "versionNumber", number, type, list);
  }

  /** A station that told how much it takes in one message. */
  private static MachineFixture limited(OcppVersion version, String variable, int most) {
    String name = is16(version) ? "SendLocalListMaxLength" : variable;
    return MachineFixture.accepted(version)
        .given(
            new VariablesReported(
                "test",
                null,
                List.of(
                    new VariableReading(
                        is16(version) ? "" : "LocalAuthListCtrlr",
                        null,
                        null,
                        null,
                        name,
                        null,
                        VariableReading.ACTUAL,
                        Integer.toString(most),
                        null,
                        null))));
  }

  private static JsonView sent(MachineFixture station) {
    return ((Frame.Call) station.frames().getLast()).payload();
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList();
  }

  private static @Nullable Integer version(MachineFixture station) {
    return station.state().parts().get(LocalList.class).version();
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("D01.FR.11, D01.FR.19: a long list goes in parts, Full first, versions rising")
  @Tag("D01.FR.11")
  @Tag("D01.FR.19")
  void aLongListIsSplit(OcppVersion version) {
    MachineFixture station =
        limited(version, "ItemsPerMessage", 2)
            .whenCommand("c1", "SendLocalList", update(version, "Full", 7, 5));
    assertEquals(
        JsonView.parse(update(version, "Full", 7, 2)).objects("localAuthorizationList"),
        sent(station).objects("localAuthorizationList"));
    station.whenAnswer("m1", ACCEPTED);
    assertEquals("Differential", sent(station).string("updateType").orElseThrow());
    assertEquals(2, sent(station).objects("localAuthorizationList").size());
    station.whenKilledAndRestarted().whenReconnected(version);
    assertEquals(List.of("fullNeeded"), outcomesAfterAsking(station, version));
  }

  /** What was out when the server was killed is asked for before anything is taken for granted. */
  private static List<String> outcomesAfterAsking(MachineFixture station, OcppVersion version) {
    Frame.Call ask = (Frame.Call) station.frames().getLast();
    assertEquals("GetLocalListVersion", ask.action().name());
    station.whenAnswer(
        ask.id().value(), "{\"%s\":7}".formatted(is16(version) ? "listVersion" : "versionNumber"));
    return outcomes(station);
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void everyPartConfirmedIsTheListConfirmed(OcppVersion version) {
    MachineFixture station =
        limited(version, "ItemsPerMessage", 2)
            .whenCommand("c1", "SendLocalList", update(version, "Full", 7, 5));
    for (int part = 1; part <= 3; part++) {
      assertEquals(List.of(), outcomes(station));
      Frame.Call call = (Frame.Call) station.frames().getLast();
      station.whenAnswer(call.id().value(), ACCEPTED);
    }
    assertEquals(List.of("confirmed"), outcomes(station));
    assertEquals(9, version(station));
  }

  @Test
  @DisplayName("D01.FR.11: no part is longer than BytesPerMessage, and each has an entry at least")
  @Tag("D01.FR.11")
  void aListIsSplitByBytesToo() {
    OcppVersion version = OcppVersion.V2_0_1;
    MachineFixture station =
        limited(version, "BytesPerMessage", 300)
            .whenCommand("c1", "SendLocalList", update(version, "Full", 1, 20));
    int entries = 0;
    while (outcomes(station).isEmpty()) {
      Frame.Call call = (Frame.Call) station.frames().getLast();
      assertTrue(call.payload().text().getBytes(StandardCharsets.UTF_8).length <= 300);
      entries += call.payload().objects("localAuthorizationList").size();
      station.whenAnswer(call.id().value(), ACCEPTED);
    }
    assertEquals(20, entries);
    assertEquals(List.of("confirmed"), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("D01.FR.03: after VersionMismatch the whole list is needed")
  @Tag("D01.FR.03")
  void aMismatchWantsTheWholeList(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "SendLocalList", update(version, "Differential", 3, 1))
            .whenAnswer("m1", "{\"status\":\"VersionMismatch\"}");
    assertEquals(List.of("fullNeeded"), outcomesAfterAsking(station, version));
    assertEquals(7, version(station));

    station.whenCommand("c2", "SendLocalList", update(version, "Full", 8, 1));
    station.whenAnswer(((Frame.Call) station.frames().getLast()).id().value(), ACCEPTED);
    assertEquals(List.of("fullNeeded", "confirmed"), outcomes(station));
    assertEquals(8, version(station));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void aLostAnswerToTheLastPartIsCleared(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "SendLocalList", update(version, "Full", 7, 1))
            .when(new Input.TimerFired(new TimerKey("call", "m1")));
    outcomesAfterAsking(station, version);
    assertEquals(List.of("confirmed"), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("D01: two updates do not mix; other commands overtake the one that waits")
  void oneUpdateAtATime(OcppVersion version) {
    MachineFixture station =
        limited(version, "ItemsPerMessage", 1)
            .whenCommand("c1", "SendLocalList", update(version, "Full", 1, 2))
            .whenCommand("c2", "SendLocalList", update(version, "Full", 9, 1))
            .whenCommand("c3", "ClearCache", "{}")
            .whenAnswer("m1", ACCEPTED);
    assertEquals("ClearCache", ((Frame.Call) station.frames().getLast()).action().name());
    station.whenAnswer("m3", ACCEPTED);
    assertEquals("Differential", sent(station).string("updateType").orElseThrow());
    station.whenAnswer(((Frame.Call) station.frames().getLast()).id().value(), ACCEPTED);
    assertEquals(List.of("confirmed"), outcomes(station));
    assertEquals("Full", sent(station).string("updateType").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("D02: the version that the station tells is known")
  @Tag("D02")
  void theVersionMayBeAskedFor(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "GetLocalListVersion", "{}")
            .whenAnswer(
                "m1", "{\"%s\":0}".formatted(is16(version) ? "listVersion" : "versionNumber"));
    assertEquals(0, version(station));
  }

  private static String clear(boolean clear, String customer) {
    return "{\"requestId\":1,\"report\":true,\"clear\":%s,%s}".formatted(clear, customer);
  }

  @Test
  @DisplayName("N10.FR.02: a customer who is cleared leaves the local list by a Differential")
  @Tag("N10.FR.02")
  @Tag("TC_N_46_CSMS")
  void aClearedCustomerLeavesTheList() {
    String ann = "\"idToken\":{\"idToken\":\"T1\",\"type\":\"Central\"}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "SendLocalList", update(OcppVersion.V2_0_1, "Full", 4, 2))
            .whenAnswer("m1", ACCEPTED)
            .whenCommand("c2", "CustomerInformation", clear(true, ann))
            .whenAnswer("m2", ACCEPTED)
            .thenFrames(
                MachineFixture.call(
                    "m4",
                    "SendLocalList",
                    "{\"versionNumber\":5,\"updateType\":\"Differential\","
                        + "\"localAuthorizationList\":[{"
                        + ann
                        + "}]}"))
            .whenAnswer("m4", ACCEPTED);
    assertEquals(5, version(station));
    assertEquals("confirmed", outcomes(station).getLast());
  }

  @Test
  @DisplayName("N10.FR.02: without a list, or where nothing is cleared, there is nothing to update")
  @Tag("N10.FR.02")
  void nothingToUpdate() {
    String ann = "\"idToken\":{\"idToken\":\"T1\",\"type\":\"Central\"}";
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCommand("c1", "CustomerInformation", clear(true, ann))
        .whenAnswer("m1", ACCEPTED)
        .thenFrames();
    MachineFixture listed =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "SendLocalList", update(OcppVersion.V2_0_1, "Full", 4, 2))
            .whenAnswer("m1", ACCEPTED);
    listed
        .whenCommand("c2", "CustomerInformation", clear(false, ann))
        .whenAnswer("m2", ACCEPTED)
        .thenFrames()
        .whenCommand("c3", "CustomerInformation", clear(true, "\"customerIdentifier\":\"Ann\""))
        .whenAnswer("m3", ACCEPTED)
        .thenFrames();
  }

  @Test
  @DisplayName("C01.FR.25: tokens are the same by value and type, whatever their case")
  @Tag("C01.FR.25")
  void tokensAreTheSameByValueAndType() {
    String entry = "{\"idToken\":{\"idToken\":\"%s\",\"type\":\"%s\"}}";
    String list =
        "{\"versionNumber\":1,\"updateType\":\"Full\",\"localAuthorizationList\":[%s,%s]}";
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCommand(
            "c1",
            "SendLocalList",
            list.formatted(entry.formatted("ab", "Central"), entry.formatted("AB", "Central")))
        .thenFrames();
    String both =
        list.formatted(entry.formatted("ab", "Central"), entry.formatted("AB", "ISO14443"));
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCommand("c1", "SendLocalList", both)
        .thenFrames(MachineFixture.call("m1", "SendLocalList", both));
  }
}
