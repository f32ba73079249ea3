// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of the commands that wait the highest is sent first, among equals the oldest. */
class CommandPriorityTest {
  private static Input.CommandSubmitted submit(String id, int priority) {
    return new Input.CommandSubmitted(
        new Command(
            id,
            Action.of("ClearCache"),
            JsonView.EMPTY,
            MachineFixture.T0.plus(Duration.ofHours(1)),
            "ann",
            priority));
  }

  private static MachineFixture waiting() {
    return new MachineFixture()
        .given(new RegistrationDecided("Accepted", 300))
        .when(submit("low", -1))
        .when(submit("normal", 0))
        .when(submit("high", 9))
        .when(submit("high2", 9));
  }

  @Test
  void theHighestGoesFirstAlsoAfterARestart() {
    MachineFixture station =
        waiting()
            .whenKilledAndRestarted()
            .when(new Input.Opened(1, OcppVersion.V1_6, MachineFixture.ADDRESS));
    IntStream.rangeClosed(1, 4)
        .forEach(i -> station.whenAnswer("m" + i, "{\"status\":\"Accepted\"}"));
    assertEquals(
        List.of("high", "high2", "normal", "low"),
        station.history(CommandSent.class).stream().map(CommandSent::commandId).toList());
    assertEquals(
        List.of("high", "high2", "normal", "low"),
        station.history(CommandEnded.class).stream().map(CommandEnded::commandId).toList());
  }

  @Test
  void whatNobodySaysOfItIsNotInTheLog() {
    MachineFixture station = waiting();
    assertEquals(
        List.of(-1, 9, 9),
        station.history(CommandQueued.class).stream()
            .map(CommandQueued::priority)
            .filter(priority -> priority != null)
            .toList());
  }
}
