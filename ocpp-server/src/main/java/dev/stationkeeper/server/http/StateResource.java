// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A station's state, now or at any moment of its past: the fold of its events up to there. */
final class StateResource implements Resource {
  private final KnownStations stations;
  private final EventLog log;
  private final StationMachine machine;

  StateResource(KnownStations stations, EventLog log, StationMachine machine) {
    this.stations = stations;
    this.log = log;
    this.machine = machine;
  }

  /**
   * @param sequence of the last event in it, 0 before the first
   * @param at the time of that event, null before the first
   * @param state as the state machine holds it; its members follow the program and not the contract
   */
  record StateAt(String station, long sequence, @Nullable Instant at, StationState state) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(
                Verb.GET,
                ApiServer.PREFIX + "/stations/{id}/state",
                "Shows the state of a station's machine, now or in the past")
            .tagged("Stations")
            .path("id", "The station's id")
            .query("at", Param.Kind.INSTANT, "As it was at that time")
            .query("seq", Param.Kind.NUMBER, "As it was behind the event with that number")
            .answers(200, StateAt.class)
            .served(this::state));
  }

  private Reply state(Exchange x) {
    Instant at = x.instant("at");
    Long seq = x.number("seq");
    if (at != null && seq != null) {
      throw ApiException.badRequest("Give at or seq, not both.");
    }
    StationId station = stations.require(x);
    Fold fold =
        new Fold(station, seq == null ? Long.MAX_VALUE : seq, at == null ? Instant.MAX : at);
    log.read(station, 0, fold::accept);
    return Reply.ok(new StateAt(station.value(), fold.sequence, fold.last, fold.state));
  }

  private final class Fold {
    private final long untilSequence;
    private final Instant until;
    private StationState state;
    private long sequence;
    private @Nullable Instant last;
    private boolean over;

    Fold(StationId station, long untilSequence, Instant until) {
      this.state = StationState.unknown(station);
      this.untilSequence = untilSequence;
      this.until = until;
    }

    void accept(EventLog.LoggedEvent event) {
      over = over || event.sequence() > untilSequence || event.at().isAfter(until);
      if (!over) {
        state = machine.evolve(state, event.event(), event.at());
        sequence = event.sequence();
        last = event.at();
      }
    }
  }
}
