// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.display;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages on the display of a station (O01 to O06). */
class DisplayMessagesTest {
  private static final String SET =
      "{\"message\":{\"id\":1,\"priority\":\"AlwaysFront\",\"message\":{\"format\":\"UTF8\","
          + "\"language\":\"en\",\"content\":\"Hello\"}}}";

  static Stream<OcppVersion> versions() {
    return Stream.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted, accepted",
    "NotSupportedMessageFormat, rejected",
    "NotSupportedPriority, rejected",
    "NotSupportedState, rejected",
    "UnknownTransaction, rejected",
    "Rejected, rejected"
  })
  @DisplayName("O01-resp: the station takes a message or says why not")
  void aMessageIsTakenOrNot(String answer, String end) {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "SetDisplayMessage", SET)
            .thenFrames(MachineFixture.call("m1", "SetDisplayMessage", SET))
            .whenAnswer("m1", "{\"status\":\"" + answer + "\"}");
    assertEquals(end, station.events(CommandEnded.class).getFirst().status());
  }

  @ParameterizedTest
  @CsvSource({"Accepted, accepted", "Unknown, rejected"})
  @DisplayName("O05: a message is cleared, or is not known")
  void aMessageIsCleared(String answer, String end) {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "ClearDisplayMessage", "{\"id\":1}")
            .whenAnswer("m1", "{\"status\":\"" + answer + "\"}");
    assertEquals(end, station.events(CommandEnded.class).getFirst().status());
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("O03, O04: the messages come in parts by their number, before or after the answer")
  void messagesComeInParts(OcppVersion version) {
    MachineFixture station =
        part(
                MachineFixture.accepted(version)
                    .whenCommand("c1", "GetDisplayMessages", "{\"requestId\":2}"),
                "1",
                true)
            .whenAnswer("m1", "{\"status\":\"Accepted\"}");
    assertEquals(List.of(), ends(station, "displayMessagesReport"));
    part(station, "2", false);
    assertEquals(List.of("complete"), ends(station, "displayMessagesReport"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("O03: a station that has none says so")
  void noMessageIsAnEnd(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "GetDisplayMessages", "{\"requestId\":2}")
            .whenAnswer("m1", "{\"status\":\"Unknown\"}");
    assertEquals(List.of("empty"), ends(station, "displayMessagesReport"));
  }

  private static MachineFixture part(MachineFixture station, String id, boolean more) {
    return station.whenCall(
        id, "NotifyDisplayMessages", "{\"requestId\":2,\"tbc\":%s}".formatted(more));
  }

  @ParameterizedTest
  @CsvSource({
    "en, true",
    "zh-Hant, true",
    "de-CH, true",
    "en_US, false",
    "English, true",
    "toolonglanguage, false",
    "'', false"
  })
  @DisplayName("O01.FR.17, O02.FR.12: languages are named as RFC 5646 has it")
  @Tag("O01.FR.17")
  @Tag("O02.FR.12")
  void languagesAreNamedWell(String language, boolean good) {
    String set = SET.replace("\"en\"", "\"" + language + "\"");
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1).whenCommand("c1", "SetDisplayMessage", set);
    assertEquals(good ? 1 : 0, station.frames().size());
    if (!good) {
      String told =
          station.events(CommandEnded.class).getFirst().response().string("description").orElse("");
      assertTrue(told.contains("O01.FR.17") || told.contains("language"), told);
    }
  }

  @Test
  @DisplayName("O01.FR.04: a message that is tied to no transaction names none")
  @Tag("O01.FR.04")
  void aMessageOfNoTransactionNamesNone() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1).whenCommand("c1", "SetDisplayMessage", SET);
    Frame.Call sent = (Frame.Call) station.frames().getFirst();
    assertFalse(sent.payload().has("message", "transactionId"));
  }
}
