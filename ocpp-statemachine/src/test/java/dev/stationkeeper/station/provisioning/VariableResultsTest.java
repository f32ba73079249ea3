// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.StateCodec;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the answers to our commands tell of variables (B05-resp, B06-resp). */
class VariableResultsTest {
  private static List<VariableReading> told(MachineFixture station) {
    return station.history(VariablesReported.class).stream()
        .flatMap(event -> event.variables().stream())
        .toList();
  }

  private static MachineFixture after(
      OcppVersion version, String action, String request, String response) {
    return MachineFixture.accepted(version)
        .whenCommand("c1", action, request)
        .whenAnswer("m1", response);
  }

  private static VariableReading key(
      String key, @Nullable String value, @Nullable String mutability) {
    return new VariableReading("", null, null, null, key, null, "Actual", value, mutability, null);
  }

  private static VariableReading variable(String name, String value) {
    return new VariableReading(
        "AuthCtrlr", null, null, null, name, null, "Actual", value, null, null);
  }

  @Test
  void keysAreReadWithTheirMutability() {
    assertEquals(
        List.of(key("A", "1", "ReadOnly"), key("B", null, "ReadWrite")),
        told(
            after(
                OcppVersion.V1_6,
                "GetConfiguration",
                "{}",
                "{\"configurationKey\":[{\"key\":\"A\",\"readonly\":true,\"value\":\"1\"},"
                    + "{\"key\":\"B\",\"readonly\":false}],\"unknownKey\":[\"C\"]}")));
  }

  @Test
  void aChangedKeyIsKnownUnlessItWasRefused() {
    String change = "{\"key\":\"A\",\"value\":\"2\"}";
    for (String yes : List.of("Accepted", "RebootRequired")) {
      assertEquals(
          List.of(key("A", "2", null)),
          told(
              after(
                  OcppVersion.V1_6,
                  "ChangeConfiguration",
                  change,
                  "{\"status\":\"" + yes + "\"}")));
    }
    for (String no : List.of("Rejected", "NotSupported")) {
      assertEquals(
          List.of(),
          told(
              after(
                  OcppVersion.V1_6, "ChangeConfiguration", change, "{\"status\":\"" + no + "\"}")));
    }
  }

  @Test
  void aPasswordIsInNobodysDeviceModel() {
    assertEquals(
        List.of(key("AuthorizationKey", null, null)),
        told(
            after(
                OcppVersion.V1_6,
                "ChangeConfiguration",
                "{\"key\":\"AuthorizationKey\",\"value\":\"0011223344556677\"}",
                "{\"status\":\"Accepted\"}")));
  }

  @Test
  @Tag("B05-resp")
  @Tag("GEN-06")
  void resultsAreMatchedByWhatTheyNameAndNotByTheirPlace() {
    String item =
        "{\"component\":{\"name\":\"%s\"},\"variable\":{\"name\":\"%s\"},\"attributeValue\":\"%s\"}";
    String outcome =
        "{\"component\":{\"name\":\"%s\"},\"variable\":{\"name\":\"%s\"},"
            + "\"attributeType\":\"Actual\",\"attributeStatus\":\"%s\"}";
    assertEquals(
        List.of(variable("Two", "b"), variable("One", "a")),
        told(
            after(
                OcppVersion.V2_0_1,
                "SetVariables",
                "{\"setVariableData\":[%s,%s,%s]}"
                    .formatted(
                        item.formatted("AuthCtrlr", "One", "a"),
                        item.formatted("AuthCtrlr", "Two", "b"),
                        item.formatted("AuthCtrlr", "Three", "c")),
                "{\"setVariableResult\":[%s,%s,%s]}"
                    .formatted(
                        outcome.formatted("AuthCtrlr", "Three", "Rejected"),
                        outcome.formatted("authctrlr", "TWO", "RebootRequired"),
                        outcome.formatted("AuthCtrlr", "One", "Accepted")))));
  }

  @Test
  void valuesThatWereReadAreKnown() {
    assertEquals(
        List.of(variable("One", "a")),
        told(
            after(
                OcppVersion.V2_1,
                "GetVariables",
                "{\"getVariableData\":[{\"component\":{\"name\":\"AuthCtrlr\"},"
                    + "\"variable\":{\"name\":\"One\"}}]}",
                "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\","
                    + "\"attributeValue\":\"a\",\"component\":{\"name\":\"AuthCtrlr\"},"
                    + "\"variable\":{\"name\":\"One\"}},"
                    + "{\"attributeStatus\":\"UnknownVariable\","
                    + "\"component\":{\"name\":\"AuthCtrlr\"},"
                    + "\"variable\":{\"name\":\"Two\"}}]}")));
  }

  @Test
  void limitsOfOurMessagesAreNotedInTheStateAndInItsSnapshot() {
    MachineFixture station =
        after(
            OcppVersion.V1_6,
            "GetConfiguration",
            "{}",
            "{\"configurationKey\":["
                + "{\"key\":\"SendLocalListMaxLength\",\"readonly\":true,\"value\":\"20\"},"
                + "{\"key\":\"Whatever\",\"readonly\":true,\"value\":\"20\"}]}");
    Configuration noted = station.state().parts().get(Configuration.class);
    assertEquals(Optional.of("20"), noted.value("SendLocalListMaxLength"));
    assertEquals(Optional.empty(), noted.value("Whatever"));

    StateCodec codec = new StateCodec();
    assertEquals(Optional.of(station.state()), codec.decode(codec.encode(station.state())));
  }

  @Test
  @DisplayName("A01.FR.09: a password that a station tells all the same is not recorded")
  void aPasswordThatIsToldIsNotRecorded() {
    MachineFixture old =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "GetConfiguration", "{}")
            .whenAnswer(
                "m1",
                "{\"configurationKey\":[{\"key\":\"AuthorizationKey\",\"readonly\":false,"
                    + "\"value\":\"S3CRET\"},{\"key\":\"A\",\"readonly\":true,\"value\":\"1\"}]}");
    MachineFixture young =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand(
                "c1",
                "GetVariables",
                "{\"getVariableData\":[{\"component\":{\"name\":\"SecurityCtrlr\"},"
                    + "\"variable\":{\"name\":\"BasicAuthPassword\"}}]}")
            .whenAnswer(
                "m1",
                "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\","
                    + "\"attributeValue\":\"S3CRET\",\"component\":{\"name\":\"SecurityCtrlr\"},"
                    + "\"variable\":{\"name\":\"BasicAuthPassword\"}}]}");
    for (MachineFixture station : List.of(old, young)) {
      String ended = station.events(CommandEnded.class).getFirst().response().text();
      assertTrue(ended.contains("********"), ended);
      assertTrue(
          station.history(StationEvent.class).stream()
              .noneMatch(event -> event.toString().contains("S3CRET")));
    }
  }
}
