// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.time.Duration;
import java.util.List;

/** How the flows of a station went, for the tests of blocks. */
public final class FlowAssertions {
  private FlowAssertions() {}

  /** The steps behind the first, in order, a repeated one each time. */
  public static List<String> steps(MachineFixture station, String kind) {
    return station.history(FlowAdvanced.class).stream()
        .filter(event -> event.kind().equals(kind))
        .map(FlowAdvanced::step)
        .toList();
  }

  /** The ends, in order. */
  public static List<String> ends(MachineFixture station, String kind) {
    return station.history(FlowEnded.class).stream()
        .filter(event -> event.kind().equals(kind))
        .map(FlowEnded::outcome)
        .toList();
  }

  /** The one that runs. */
  public static Flow running(MachineFixture station, String kind) {
    return station.state().flows().of(kind).findFirst().orElseThrow();
  }

  /** The deadline of the one that runs passes. */
  public static MachineFixture overdue(MachineFixture station, String kind) {
    Flow flow = running(station, kind);
    return station
        .later(Duration.between(station.now(), flow.deadline()))
        .when(new Input.TimerFired(new TimerKey("flow", flow.id())));
  }
}
