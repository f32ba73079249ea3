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
final class Turn {
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
  StationState state() {
    return state;
  }

  Session session() {
    return session;
  }

  void session(Session next) {
    session = next;
  }

  Instant now() {
    return now;
  }

  Ids ids() {
    return ids;
  }

  Policy policy() {
    return policy;
  }

  /** The version spoken on the present connection; asked for only while there is one. */
  OcppVersion version() {
    OcppVersion version = session.version();
    if (version == null) {
      throw new IllegalStateException("No connection");
    }
    return version;
  }

  void record(StationEvent event) {
    events.add(event);
    state = Evolution.after(state, event, now);
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void count(String what) {
    effects.add(new Effect.Count(what));
  }

  void send(Frame frame) {
    effects.add(new Effect.Send(session.connection(), frame));
  }

  /** Answers {@code call} and leaves the evidence. */
  void reply(InboundCall call, JsonView response) {
    record(
        new CallAnswered(call.id().value(), call.action().name(), call.payload(), response, null));
    send(new Frame.CallResult(call.id(), response));
  }

  /** Answers {@code call} without a trace in the log; only for a Heartbeat. */
  void replyUnrecorded(InboundCall call, JsonView response) {
    send(new Frame.CallResult(call.id(), response));
  }

  /** Refuses {@code call} and leaves the evidence. */
  void refuse(InboundCall call, ErrorCode code, String description) {
    String text = shortened(description);
    JsonView response = JsonView.object().put("description", text).build();
    record(
        new CallAnswered(
            call.id().value(), call.action().name(), call.payload(), response, code.name()));
    send(new Frame.CallError(call.id(), code, text, JsonView.EMPTY));
  }

  Step step() {
    return new Step(events, session, effects);
  }

  static String shortened(@Nullable String description) {
    if (description == null) {
      return "";
    }
    return description.length() <= LONGEST_DESCRIPTION
        ? description
        : description.substring(0, LONGEST_DESCRIPTION);
  }
}
