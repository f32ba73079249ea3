// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.batteryswap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.BatterySwapEvent.BatteriesSwapped;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.IdToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Battery swap (2.1, block S). */
class BatterySwapTest {
  private static final String REQUEST =
      "{\"requestId\":4,\"idToken\":{\"idToken\":\"TAG\",\"type\":\"Central\"}}";

  private static String swap(String eventType) {
    return ("{'requestId':4,'eventType':'%s','idToken':{'idToken':'TAG','type':'Central'},"
            + "'batteryData':[{'evseId':1,'serialNumber':'B1','soC':20,'soH':90}]}")
        .formatted(eventType)
        .replace('\'', '"');
  }

  private static MachineFixture requested() {
    return MachineFixture.accepted(OcppVersion.V2_1)
        .whenCommand("c1", "RequestBatterySwap", REQUEST)
        .whenAnswer("m1", "{\"status\":\"Accepted\"}");
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList();
  }

  @ParameterizedTest
  @CsvSource({"BatteryOut, batteryOut", "BatteryOutTimeout, batteryOutTimeout"})
  @DisplayName("S03: one requestId ties the request, what comes in and what goes out")
  @Tag("S03")
  void aSwapIsFollowed(String last, String outcome) {
    MachineFixture station =
        requested()
            .whenCall("1", "BatterySwap", swap("BatteryIn"))
            .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals("batteryIn", station.state().flows().running().getFirst().step());

    station.whenReconnected(OcppVersion.V2_1).whenCall("2", "BatterySwap", swap(last));
    assertEquals(List.of(outcome), outcomes(station));
    assertEquals(
        new BatteriesSwapped("BatteryIn", 4, new IdToken("TAG", "Central"), List.of("B1")),
        station.history(BatteriesSwapped.class).getFirst());
  }

  @Test
  @DisplayName("S03: a driver needs no request of ours")
  @Tag("S03")
  void aDriverMayBegin() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall("1", "BatterySwap", swap("BatteryIn"))
            .whenCall("2", "BatterySwap", swap("BatteryOut"));
    assertEquals(List.of("batteryOut"), outcomes(station));
  }

  @Test
  @DisplayName("S02-resp: no battery is a refusal")
  @Tag("S02-resp")
  void noBatteryIsARefusal() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCommand("c1", "RequestBatterySwap", REQUEST)
            .whenAnswer("m1", "{\"status\":\"Rejected\"}");
    assertEquals(List.of("refused"), outcomes(station));
  }

  @Test
  void aDriverWhoLeavesEndsIt() {
    MachineFixture station = requested().later(Duration.ofMinutes(30)).whenKilledAndRestarted();
    assertEquals(List.of("timedOut"), outcomes(station));
  }
}
