// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.replay.JsonDifference;
import dev.stationkeeper.server.view.EventRow;
import dev.stationkeeper.server.view.EventsView;
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
  private final EventsView events;
  private final ObjectMapper mapper = Json.mapper();
  private final SecretMask mask = new SecretMask(mapper);

  StateResource(KnownStations stations, EventLog log, StationMachine machine, EventsView events) {
    this.events = events;
    this.stations = stations;
    this.log = log;
    this.machine = machine;
  }

  /**
   * @param sequence of the last event in it, 0 before the first
   * @param at the time of that event, null before the first
   * @param forgives the quirks that the present configuration forgives such a station, by name; how
   *     often it needed each is in the state
   * @param state as the state machine holds it; its members follow the program and not the contract
   */
  record StateAt(
      String station,
      long sequence,
      @Nullable Instant at,
      List<String> forgives,
      StationState state) {}

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
            .served(this::state),
        Route.of(
                Verb.GET,
                ApiServer.PREFIX + "/stations/{id}/state/changes",
                "Shows what changed in a station's state between two of its events, and by which")
            .tagged("Stations")
            .path("id", "The station's id")
            .query("fromSeq", Param.Kind.NUMBER, "Behind that event; 0 for the beginning")
            .query("toSeq", Param.Kind.NUMBER, "Up to that event; the last when absent")
            .query("limit", Param.Kind.NUMBER, "Events listed, 1 to 1000; 100 when absent")
            .answers(200, StateChanges.class)
            .served(this::changes));
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
    return Reply.ok(
        new StateAt(
            station.value(), fold.sequence, fold.last, machine.forgives(fold.state), fold.state));
  }

  /**
   * @param changes every member that differs
   * @param events those that led there, the first of them when there are more than asked for
   * @param more true when there are
   */
  record StateChanges(
      String station,
      long fromSeq,
      long toSeq,
      List<JsonDifference.Change> changes,
      List<EventRow> events,
      boolean more) {}

  private Reply changes(Exchange x) {
    StationId station = stations.require(x);
    Long from = x.number("fromSeq");
    Long to = x.number("toSeq");
    long first = from == null ? 0 : from;
    long last = to == null ? Long.MAX_VALUE : to;
    if (first < 0 || last < first) {
      throw ApiException.badRequest("fromSeq must be 0 or more, and toSeq not be below it.");
    }
    int limit = x.limit();
    Fold before = new Fold(station, first, Instant.MAX);
    Fold after = new Fold(station, last, Instant.MAX);
    log.read(
        station,
        0,
        event -> {
          before.accept(event);
          after.accept(event);
        });
    List<EventRow> led = events.between(station.value(), first, last, limit + 1);
    return Reply.ok(
        new StateChanges(
            station.value(),
            before.sequence,
            after.sequence,
            JsonDifference.between(
                mapper.valueToTree(before.state), mapper.valueToTree(after.state)),
            led.stream().limit(limit).map(mask::mask).toList(),
            led.size() > limit));
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
