// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of the variables of NetworkConfiguration (B09 of 2.1). */
class NetworkRulesTest {
  private static final VariableReading PRIORITY =
      new VariableReading(
          "OCPPCommCtrlr",
          null,
          null,
          null,
          "NetworkConfigurationPriority",
          null,
          VariableReading.ACTUAL,
          "1, 2",
          null,
          null);

  /** {@code variables} as name=value. */
  private static String set(String slot, String... variables) {
    return Arrays.stream(variables)
        .map(variable -> variable.split("=", 2))
        .map(
            pair ->
                ("{'attributeValue':'%s','component':{'name':'NetworkConfiguration','instance':"
                        + "'%s'},'variable':{'name':'%s'}}")
                    .formatted(pair[1], slot, pair[0]))
        .collect(Collectors.joining(",", "{'setVariableData':[", "]}"))
        .replace('\'', '"');
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

  @Test
  @Tag("B09.FR.21")
  void aSlotInThePriorityListStays() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .given(new VariablesReported("test", null, List.of(PRIORITY)));
    String told = refusal(station.whenCommand("c1", "SetVariables", set("2", "MessageTimeout=9")));
    assertTrue(told.contains("B09.FR.21"), told);

    String other = set("3", "MessageTimeout=9");
    station
        .whenCommand("c2", "SetVariables", other)
        .thenFrames(MachineFixture.call("m1", "SetVariables", other));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Apn=internet, -, -, B09.FR.29",
        "Apn=internet, ApnEnabled=false, -, B09.FR.29",
        "VpnServer=vpn, VpnEnabled=false, -, B09.FR.30",
        "OcppCsmsUrl=wss://x, ApnEnabled=false, -, B09.FR.30",
        "OcppCsmsUrl=wss://x, ApnEnabled=true, VpnEnabled=false, B09.FR.29"
      })
  @Tag("B09.FR.29")
  @Tag("B09.FR.30")
  void whetherThereIsAnApnOrVpnIsSaid(String first, String second, String third, String rule) {
    String[] variables =
        Arrays.stream(new String[] {first, second, third})
            .filter(v -> v != null)
            .toArray(String[]::new);
    String told =
        refusal(
            MachineFixture.accepted(OcppVersion.V2_1)
                .whenCommand("c1", "SetVariables", set("3", variables)));
    assertTrue(told.contains(rule), told);
  }

  @Test
  @Tag("B09.FR.29")
  void whatSaysSoGoesOut() {
    String payload =
        set("3", "OcppCsmsUrl=wss://x", "Apn=internet", "ApnEnabled=true", "VpnEnabled=false");
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1).whenCommand("c1", "SetVariables", payload);
    assertEquals(List.of(), station.events(CommandEnded.class));
    station.thenFrames(MachineFixture.call("m1", "SetVariables", payload));
  }
}
