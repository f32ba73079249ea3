// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.ParsedFrame;
import dev.stationkeeper.ocpp.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What arrives from the CSMS: answers are matched to the outstanding CALL, CALLs are answered, and
 * whatever breaks the protocol is told to the listener.
 */
final class Incoming {
  private final Station station;
  private final Outbox outbox;
  private final FrameCodec codec;
  private final PayloadCheck check;
  private @Nullable Map<String, Function<JsonView, Answer>> overrides;

  Incoming(Station station, Outbox outbox, FrameCodec codec, PayloadCheck check) {
    this.station = station;
    this.outbox = outbox;
    this.codec = codec;
    this.check = check;
  }

  void override(String action, @Nullable Function<JsonView, Answer> answer) {
    if (overrides == null) {
      overrides = new HashMap<>(4);
    }
    if (answer == null) {
      overrides.remove(action);
    } else {
      overrides.put(action, answer);
    }
  }

  void received(String text) {
    switch (codec.parse(text, station.version())) {
      case ParsedFrame.Malformed fault -> {
        violation(fault.reason());
        if (fault.answer() != null) {
          station.transmit(fault.answer());
        }
      }
      case ParsedFrame.Valid(Frame.Call call) -> called(call);
      case ParsedFrame.Valid(Frame.CallResult(MessageId id, JsonView payload)) ->
          answered(id, new CallOutcome.Result(payload));
      case ParsedFrame.Valid(Frame.CallError error) ->
          answered(error.id(), new CallOutcome.Refused(error.code(), error.description()));
      case ParsedFrame.Valid(Frame.CallResultError error) ->
          violation("our answer was refused: " + error.code() + " " + error.description());
      case ParsedFrame.Valid(Frame.Send send) -> violation("a CSMS has no SEND: " + send.action());
    }
  }

  private void answered(MessageId id, CallOutcome outcome) {
    Action action = outbox.answers(id);
    if (action == null) {
      if (!outbox.isLate(id)) {
        violation("an answer to no CALL of ours: " + id);
      }
      return;
    }
    if (outcome instanceof CallOutcome.Result(JsonView payload)) {
      check
          .response(station.version(), action, payload)
          .ifPresent(fault -> violation(action + " answer: " + text(fault)));
    }
    outbox.answered(outcome);
  }

  private void called(Frame.Call call) {
    station.listener().called(call);
    Answer answer = answer(call);
    switch (answer) {
      case Answer.Result(JsonView payload, Runnable then) -> {
        station.transmit(new Frame.CallResult(call.id(), payload));
        then.run();
      }
      case Answer.Refusal(ErrorCode code, String description) ->
          station.transmit(new Frame.CallError(call.id(), code, description, JsonView.EMPTY));
      case Answer.Silence() -> {}
    }
  }

  private Answer answer(Frame.Call call) {
    String action = call.action().name();
    if (overrides != null && overrides.get(action) != null) {
      return overrides.get(action).apply(call.payload());
    }
    Registration registration = station.registration();
    if (registration == Registration.NONE || registration == Registration.REJECTED) {
      // 2.x B03.FR.02 tolerates the trigger of a boot; 1.6 4.2.1 wants silence while Rejected.
      if (!action.equals("TriggerMessage")) {
        violation(action + " before the boot was accepted");
        return station.version().equals(OcppVersion.V1_6)
            ? new Answer.Silence()
            : new Answer.Refusal(ErrorCode.SECURITY_ERROR, "Not registered");
      }
    }
    Optional<Violation> fault = check.request(station.version(), call.action(), call.payload());
    if (fault.isPresent()) {
      violation(action + ": " + text(fault.get()));
      return new Answer.Refusal(fault.get().code(), text(fault.get()));
    }
    return station.dialect().answer(station, action, call.payload());
  }

  private void violation(String what) {
    station.listener().violation(what);
  }

  private static String text(Violation fault) {
    return fault.path() + " " + fault.description();
  }
}
