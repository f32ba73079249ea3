// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.eventstreams;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamClosed;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamOpened;

/** Streams are opened and closed by the station, and their rates are changed by us. */
final class Streams {
  private static final JsonView REJECTED = JsonView.object().put("status", "Rejected").build();

  private Streams() {}

  /** May the station stream? Not unless somebody wants it; it then tells by NotifyEvent (N11). */
  static final class Open implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      EventStreams streams = turn.state().parts().get(EventStreams.class);
      if (streams.open().size() >= EventStreams.LIMIT && streams.find(id(call)).isEmpty()) {
        turn.count("event_streams_full");
        turn.reply(call, REJECTED);
        return Outcome.ANSWERED;
      }
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(REJECTED);
    }

    @Override
    public void decided(Turn turn, InboundCall call, JsonView response) {
      if (response.string("status").orElse("").equals("Accepted")) {
        JsonView stream = call.payload().object("constantStreamData").orElseThrow();
        turn.record(
            new EventStreamOpened(
                id(call),
                (int) stream.number("variableMonitoringId").orElse(0),
                Read.integer(stream, "params", "interval"),
                Read.integer(stream, "params", "values")));
      }
    }

    private static int id(InboundCall call) {
      return (int) call.payload().number("constantStreamData", "id").orElse(0);
    }
  }

  /** The station streams no more (N13.FR.02). */
  static final class Close implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      int id = (int) call.payload().number("id").orElse(0);
      if (turn.state().parts().get(EventStreams.class).find(id).isPresent()) {
        turn.record(new EventStreamClosed(id));
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  /** Another rate for a stream (N14.FR.01). */
  static void commandEnded(Turn turn, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED
        && ended.command().action().name().equals("AdjustPeriodicEventStream")) {
      JsonView wanted = ended.command().payload();
      turn.state()
          .parts()
          .get(EventStreams.class)
          .find((int) wanted.number("id").orElse(0))
          .ifPresent(
              stream ->
                  turn.record(
                      new EventStreamOpened(
                          stream.id(),
                          stream.monitorId(),
                          Read.integer(wanted, "params", "interval"),
                          Read.integer(wanted, "params", "values"))));
    }
  }
}
