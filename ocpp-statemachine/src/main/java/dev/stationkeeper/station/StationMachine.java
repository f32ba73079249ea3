// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.quirk.Quirk;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.FrameRejected;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import dev.stationkeeper.station.transactions.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The transition function of a station: what happened, what is to be done. It knows no clock,
 * thread, socket, handler or log. Immutable and thread-safe; one serves all stations.
 */
public final class StationMachine {
  private final Policy policy;
  private final Outbound outbound = new Outbound();
  private final Connections connections = new Connections(outbound);
  private final Inbound inbound = new Inbound(new Services());

  /** A machine with the default policy. */
  public StationMachine() {
    this(Policy.DEFAULT);
  }

  /** A machine with that policy. */
  public StationMachine(Policy policy) {
    this.policy = policy;
  }

  /** The names of all kinds of flows. */
  public static Set<String> flowKinds() {
    return Blocks.kindNames();
  }

  /** The names of all steps of a kind of flow; empty when there is no such kind. */
  public static Set<String> flowSteps(String kind) {
    return Blocks.steps(kind);
  }

  /**
   * What {@code input} leads to. Pure but for the names it takes from {@code ids}: the same
   * arguments give the same step. Never throws for anything that a station or a decider wrote.
   */
  public Step decide(StationState state, Session session, Input input, Instant now, Ids ids) {
    Turn turn = new Turn(state, session, now, ids, policy);
    switch (input) {
      case Input.Opened i -> connections.opened(turn, i);
      case Input.Closed i -> ifCurrent(turn, i.connection(), () -> connections.closed(turn, i));
      case Input.Received i -> ifCurrent(turn, i.connection(), () -> received(turn, i.frame()));
      case Input.Malformed i -> ifCurrent(turn, i.connection(), () -> malformed(turn, i));
      case Input.Decided i ->
          ifCurrent(
              turn,
              i.connection(),
              () -> inbound.decided(turn, i.id(), new Verdict.Payload(i.payload())));
      case Input.Refused i ->
          ifCurrent(
              turn,
              i.connection(),
              () -> inbound.decided(turn, i.id(), new Verdict.Refusal(i.code(), i.description())));
      case Input.Undecided i ->
          ifCurrent(turn, i.connection(), () -> inbound.decided(turn, i.id(), new Verdict.None()));
      case Input.DecisionFailed i ->
          ifCurrent(
              turn,
              i.connection(),
              () -> inbound.decided(turn, i.id(), new Verdict.Failure(i.reason())));
      case Input.CommandSubmitted i -> outbound.submitted(turn, i.command());
      case Input.CommandCancelled i -> outbound.cancelled(turn, i.commandId());
      case Input.TransactionPutRight i -> Transactions.putRight(turn, i);
      case Input.TimerFired i -> timerFired(turn, i.key());
      case Input.Restarted _ -> connections.restarted(turn);
    }
    outbound.drain(turn);
    return turn.step();
  }

  /**
   * The state after {@code event}, which happened at {@code at}. Pure; never refuses an event and
   * depends on no policy.
   */
  public StationState evolve(StationState state, StationEvent event, Instant at) {
    return Evolution.after(state, event, at);
  }

  /** The names of the quirks that a station in that state is forgiven, by the present policy. */
  public List<String> forgives(StationState state) {
    return Incoming.profile(policy.quirks(), state.device()).quirks().stream()
        .map(Quirk::id)
        .toList();
  }

  /** What comes from a connection that is not the present one is dropped: half-dead sockets. */
  private static void ifCurrent(Turn turn, long connection, Runnable then) {
    if (turn.session().isConnected() && turn.session().connection() == connection) {
      then.run();
    } else {
      turn.count("stale_connection");
    }
  }

  private void received(Turn turn, Frame frame) {
    switch (frame) {
      case Frame.Call call -> inbound.received(turn, call);
      case Frame.CallResult result -> outbound.answered(turn, result);
      case Frame.CallError error -> outbound.refused(turn, error);
      case Frame.CallResultError _ -> turn.count("answer_refused_by_station");
      case Frame.Send send -> sent(turn, send);
    }
  }

  /** Never answered, whatever is wrong with it (RPC-14). */
  private static void sent(Turn turn, Frame.Send send) {
    Action action = send.action();
    OcppVersion version = turn.version();
    boolean offered =
        version.isAtLeast(OcppVersion.V2_1)
            && Payloads.knows(version, action)
            && !turn.policy().switchedOff().contains(action.name())
            && Gate.lets(turn.state(), turn.session(), action.name());
    if (!offered) {
      turn.count("send_dropped");
      return;
    }
    Incoming.Reading reading = Incoming.request(turn, send.id().value(), action, send.payload());
    Frame.Send read = new Frame.Send(send.id(), action, reading.payload());
    if (reading.fault().isPresent() || !Blocks.take(turn.state(), read)) {
      turn.count("send_dropped");
      return;
    }
    turn.record(new SendReceived(send.id().value(), action.name(), send.payload()));
    turn.tell(new Occasion.Streamed(read));
  }

  private void malformed(Turn turn, Input.Malformed input) {
    turn.record(new FrameRejected(input.reason()));
    if (input.brokenAnswerTo() != null) {
      outbound.answeredBrokenly(turn, input.brokenAnswerTo(), input.answer(), input.reason());
    } else {
      Optional.ofNullable(input.answer()).ifPresent(turn::send);
    }
  }

  private void timerFired(Turn turn, TimerKey key) {
    if (Inbound.isDeadline(key)) {
      inbound.deadlinePassed(turn, key.name());
    } else if (FlowSteps.isDeadline(key)) {
      turn.flows().deadlinePassed(key.name());
    } else {
      outbound.timerFired(turn, key);
    }
  }
}
