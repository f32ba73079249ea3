// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.overdue;
import static dev.stationkeeper.station.FlowAssertions.running;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stations are raised to a higher security profile (A05; 1.6 security whitepaper). */
class ProfileFlowTest {
  private static final String KIND = "securityProfile";
  private static final OcppVersion V16 = OcppVersion.V1_6;
  private static final OcppVersion V201 = OcppVersion.V2_0_1;
  private static final String NETWORK_PROFILE =
      "{\"configurationSlot\":2,\"connectionData\":{\"ocppVersion\":\"OCPP20\",\"ocppTransport\":"
          + "\"JSON\",\"ocppCsmsUrl\":\"wss://csms.example/ocpp\",\"messageTimeout\":30,"
          + "\"securityProfile\":2,\"ocppInterface\":\"Wired0\"}}";
  private static final String NAMED =
      "\"component\":{\"name\":\"OCPPCommCtrlr\"},"
          + "\"variable\":{\"name\":\"NetworkConfigurationPriority\"}";

  /** An accepted station whose connection was made with profile 1. */
  private static MachineFixture at1(OcppVersion version) {
    return reconnected(MachineFixture.accepted(version), version, 1);
  }

  private static MachineFixture reconnected(
      MachineFixture station, OcppVersion version, int profile) {
    long number = station.state().link().connection();
    return station
        .when(new Input.Closed(number, 1006, "gone"))
        .when(new Input.Opened(number + 1, version, MachineFixture.ADDRESS, profile));
  }

  private static MachineFixture raised16(MachineFixture station, String to) {
    return station.whenCommand(
        "c1", "ChangeConfiguration", "{\"key\":\"SecurityProfile\",\"value\":\"" + to + "\"}");
  }

  private static MachineFixture raised2x(boolean carryThrough) {
    MachineFixture station = at1(V201);
    Command command = station.command("c1", "SetNetworkProfile", NETWORK_PROFILE);
    return station.when(
        new Input.CommandSubmitted(carryThrough ? command.carriedThrough() : command));
  }

  /** The CALL of ours that went out last. */
  private static Frame.Call call(MachineFixture station) {
    return station.frames().stream()
        .filter(Frame.Call.class::isInstance)
        .map(Frame.Call.class::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static MachineFixture answers(MachineFixture station, String action, String payload) {
    Frame.Call call = call(station);
    assertEquals(action, call.action().name());
    return station.whenAnswer(call.id().value(), payload);
  }

  @Test
  @Tag("1.6:A05.FR.01")
  @DisplayName("1.6: accepted, it comes back with the new profile by itself")
  void a16StationComesBackWithTheNewProfile() {
    MachineFixture station =
        answers(raised16(at1(V16), "2"), "ChangeConfiguration", "{\"status\":\"Accepted\"}");
    assertTrue(ProfileFlow.isOffered(station.state(), 2));
    assertFalse(ProfileFlow.isOffered(station.state(), 3));
    reconnected(station, V16, 2);
    assertEquals(List.of("raised"), ends(station, KIND));
    assertFalse(ProfileFlow.isOffered(station.state(), 2), "it is what is agreed now");
  }

  @Test
  void a16StationThatNeedsAResetGetsItWhenTheCommandIsCarriedThrough() {
    MachineFixture station = at1(V16);
    Command command =
        station.command(
            "c1", "ChangeConfiguration", "{\"key\":\"SecurityProfile\",\"value\":\"2\"}");
    station.when(new Input.CommandSubmitted(command.carriedThrough()));
    answers(station, "ChangeConfiguration", "{\"status\":\"RebootRequired\"}");
    assertEquals("{\"type\":\"Soft\"}", call(station).payload().text());
    answers(station, "Reset", "{\"status\":\"Rejected\"}");
    assertEquals("restarting", running(station, KIND).step(), "something will restart it");
    reconnected(station, V16, 2);
    assertEquals(List.of("raised"), ends(station, KIND));
  }

  @Test
  void aLostAnswerOf16MayMeanThatItHasGoneToChange() {
    MachineFixture station = reconnected(raised16(at1(V16), "2"), V16, 2);
    assertEquals(List.of("raised"), ends(station, KIND));
  }

  @Test
  void aRefusalEndsIt() {
    assertEquals(
        List.of("refused"),
        ends(
            answers(raised16(at1(V16), "2"), "ChangeConfiguration", "{\"status\":\"Rejected\"}"),
            KIND));
    assertEquals(
        List.of("refused"),
        ends(answers(raised2x(true), "SetNetworkProfile", "{\"status\":\"Rejected\"}"), KIND));
  }

  @Test
  @Tag("1.6:A05.FR.01")
  @DisplayName("1.6: the profile is never lowered over OCPP")
  void theProfileIsNeverLowered() {
    MachineFixture station = raised16(reconnected(at1(V16), V16, 2), "1");
    JsonView response = station.history(CommandEnded.class).getLast().response();
    assertTrue(response.string("description").orElse("").contains("1.6 A05"), response.text());
    assertEquals(List.of(), ends(station, KIND));
  }

  @Test
  void aStationThatFallsBackMayTryAgainForAWhile() {
    MachineFixture station =
        answers(raised16(at1(V16), "2"), "ChangeConfiguration", "{\"status\":\"Accepted\"}");
    reconnected(station, V16, 1);
    assertEquals("fellBack", running(station, KIND).step());
    assertTrue(ProfileFlow.isOffered(station.state(), 2));
    assertEquals(List.of("fellBack"), ends(overdue(station, KIND), KIND));
    MachineFixture other =
        answers(raised16(at1(V16), "2"), "ChangeConfiguration", "{\"status\":\"Accepted\"}");
    assertEquals(List.of("raised"), ends(reconnected(reconnected(other, V16, 1), V16, 2), KIND));
  }

  @Test
  @Tag("A05-flow")
  @DisplayName("2.x: network profile, then its slot in front of the order, then a reset")
  void a2xStationIsToldTheOrderAndToRestart() {
    MachineFixture station =
        answers(raised2x(true), "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    assertEquals("reading", running(station, KIND).step());
    answers(
        station,
        "GetVariables",
        "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\",\"attributeValue\":\"1, 2,3\","
            + NAMED
            + "}]}");
    assertEquals(
        "2,1,3",
        call(station)
            .payload()
            .objects("setVariableData")
            .getFirst()
            .string("attributeValue")
            .orElseThrow());
    answers(
        station,
        "SetVariables",
        "{\"setVariableResult\":[{\"attributeStatus\":\"RebootRequired\"," + NAMED + "}]}");
    assertEquals("{\"type\":\"OnIdle\"}", call(station).payload().text());
    answers(station, "Reset", "{\"status\":\"Accepted\"}");
    assertEquals("restarting", running(station, KIND).step());
    reconnected(station, V201, 2);
    assertEquals(List.of("raised"), ends(station, KIND));
  }

  @Test
  void itGoesOnOverALostConnectionAndARestartOfTheServer() {
    MachineFixture station =
        answers(raised2x(true), "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    reconnected(station, V201, 1);
    assertEquals("GetVariables", call(station).action().name(), "asked again");
    station.whenKilledAndRestarted();
    assertTrue(ProfileFlow.isOffered(station.state(), 2));
    long number = station.state().link().connection();
    station.when(new Input.Opened(number + 1, V201, MachineFixture.ADDRESS, 1));
    answers(
        station,
        "GetVariables",
        "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\",\"attributeValue\":\"1\","
            + NAMED
            + "}]}");
    assertEquals("ordering", running(station, KIND).step());
  }

  @Test
  void whatTheStationWillNotSayOrSetEndsIt() {
    MachineFixture silent =
        answers(raised2x(true), "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    answers(
        silent,
        "GetVariables",
        "{\"getVariableResult\":[{\"attributeStatus\":\"UnknownVariable\"," + NAMED + "}]}");
    assertEquals(List.of("failed"), ends(silent, KIND));
    MachineFixture stubborn =
        answers(raised2x(true), "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    answers(
        stubborn,
        "GetVariables",
        "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\",\"attributeValue\":\"1\","
            + NAMED
            + "}]}");
    answers(
        stubborn,
        "SetVariables",
        "{\"setVariableResult\":[{\"attributeStatus\":\"Rejected\"," + NAMED + "}]}");
    assertEquals(List.of("refused"), ends(stubborn, KIND));
  }

  @Test
  void withoutBeingCarriedThroughItOnlyWatches() {
    MachineFixture station =
        answers(raised2x(false), "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    assertEquals("stored", running(station, KIND).step());
    assertEquals(List.of(), station.frames());
    assertEquals(List.of("raised"), ends(reconnected(station, V201, 2), KIND));
  }

  @Test
  void aNewerRaiseTakesThePlaceOfTheOlder() {
    MachineFixture station =
        answers(raised2x(false), "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    station.whenCommand(
        "c2",
        "SetNetworkProfile",
        NETWORK_PROFILE.replace("\"securityProfile\":2", "\"securityProfile\":3"));
    assertEquals(List.of("superseded"), ends(station, KIND));
    assertTrue(ProfileFlow.isOffered(station.state(), 3));
    assertFalse(ProfileFlow.isOffered(station.state(), 2));
  }

  @Test
  void aNetworkProfileThatRaisesNothingIsNoFlow() {
    MachineFixture station = reconnected(at1(V201), V201, 2);
    station.whenCommand("c1", "SetNetworkProfile", NETWORK_PROFILE);
    assertEquals(0, station.state().flows().of(KIND).count());
    assertEquals(2, station.state().link().securityProfile());
    station.later(Duration.ofDays(1));
  }
}
