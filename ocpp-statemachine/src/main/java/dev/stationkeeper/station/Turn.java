// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step while it is being decided: collects its events and effects, and shows the state as those
 * events leave it. Mutable, lives within one call of {@code decide}, never seen outside.
 */
public final class Turn {
  /** Longest description of a CALLERROR (RPC-18). */
  private static final int LONGEST_DESCRIPTION = 255;

  private final Instant now;
  private final Ids ids;
  private final Policy policy;
  private final List<StationEvent> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private StationState state;
  private Session session;

  Turn(StationState state, Session session, Instant now, Ids ids, Policy policy) {
    this.state = state;
    this.session = session;
    this.now = now;
    this.ids = ids;
    this.policy = policy;
  }

  /** The state with everything folded in that this step has recorded so far. */
  public StationState state() {
    return state;
  }

  public Session session() {
    return session;
  }

  /** What may be done with flows. */
  public FlowSteps flows() {
    return new FlowSteps(this);
  }

  /** Has a command sent when the line is free and the station may have it. */
  public void submit(Command command) {
    Outbound.queue(this, command);
  }

  /** Has a command dropped that still waits; nothing happens to one that is on its way. */
  public void withdraw(String commandId) {
    Outbound.withdraw(this, commandId);
  }

  /** Tells flows and blocks what has happened. */
  void tell(Occasion occasion) {
    Blocks.tell(this, occasion);
  }

  void session(Session next) {
    session = next;
  }

  public Instant now() {
    return now;
  }

  public Ids ids() {
    return ids;
  }

  public Policy policy() {
    return policy;
  }

  /** The version spoken on the present connection; asked for only while there is one. */
  public OcppVersion version() {
    OcppVersion version = session.version();
    if (version == null) {
      throw new IllegalStateException("No connection");
    }
    return version;
  }

  public void record(StationEvent event) {
    events.add(event);
    state = Evolution.after(state, event, now);
  }

  public void effect(Effect effect) {
    effects.add(effect);
  }

  public void count(String what) {
    count(what, 1);
  }

  void count(String what, int times) {
    effects.add(new Effect.Count(what, times));
  }

  public void send(Frame frame) {
    effects.add(new Effect.Send(session.connection(), frame));
  }

  /**
   * Answers {@code call} and leaves the evidence, as text: it is kept longer than this turn. What
   * has been read of it already is folded, and not read again for that.
   */
  public void reply(InboundCall call, JsonView response) {
    JsonView evidence = KeyCodes.masked(call.received());
    events.add(answered(call, evidence.compact(), response));
    state = Evolution.after(state, answered(call, evidence, response), now);
    send(new Frame.CallResult(call.id(), response));
  }

  private static CallAnswered answered(InboundCall call, JsonView request, JsonView response) {
    return new CallAnswered(call.id().value(), call.action().name(), request, response, null);
  }

  /** Answers {@code call} without a trace in the log; only for a Heartbeat. */
  public void replyUnrecorded(InboundCall call, JsonView response) {
    send(new Frame.CallResult(call.id(), response));
  }

  /** Refuses {@code call} and leaves the evidence. */
  public void refuse(InboundCall call, ErrorCode code, String description) {
    String text = shortened(description);
    ErrorCode sent = code.toSend(version());
    JsonView response = JsonView.object().put("description", text).build();
    record(
        new CallAnswered(
            call.id().value(),
            call.action().name(),
            KeyCodes.masked(call.received()).compact(),
            response,
            sent.name()));
    send(new Frame.CallError(call.id(), sent, text, JsonView.EMPTY));
  }

  Step step() {
    return new Step(events, session, effects, state);
  }

  public static String shortened(@Nullable String description) {
    if (description == null) {
      return "";
    }
    if (description.length() <= LONGEST_DESCRIPTION) {
      return description;
    }
    boolean splits = Character.isHighSurrogate(description.charAt(LONGEST_DESCRIPTION - 1));
    return description.substring(0, splits ? LONGEST_DESCRIPTION - 1 : LONGEST_DESCRIPTION);
  }
}
