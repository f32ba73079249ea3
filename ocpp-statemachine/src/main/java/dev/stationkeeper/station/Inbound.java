// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.Violation;
import java.util.Optional;

/**
 * The station's CALLs: answered one after the other in the order in which they came, each exactly
 * once. While a decision on one is awaited the ones behind it wait.
 */
final class Inbound {
  private static final String DEADLINE = "decision";

  private final Services services;

  Inbound(Services services) {
    this.services = services;
  }

  void received(Turn turn, Frame.Call frame) {
    Session session = turn.session();
    if (session.isInProgress(frame.id())) {
      turn.count("call_repeated_in_progress");
      return;
    }
    InboundCall call = InboundCall.of(frame.id(), frame.action(), frame.payload(), turn.now());
    if (session.calls().size() >= turn.policy().inboundQueue()
        || waitingChars(session) + call.payload().text().length()
            > turn.policy().inboundQueueChars()) {
      turn.count("inbound_queue_full");
      turn.refuse(
          call,
          turn.version().isAtLeast(OcppVersion.V2_0_1)
              ? ErrorCode.GENERIC_ERROR
              : ErrorCode.INTERNAL_ERROR,
          "Too many requests wait for their answer");
      return;
    }
    turn.session(session.with(session.calls().isEmpty() ? call : call.waiting()));
    drain(turn);
  }

  void decided(Turn turn, MessageId id, Verdict verdict) {
    Optional<InboundCall> head = turn.session().head();
    if (!turn.session().asking() || head.isEmpty() || !head.get().id().equals(id)) {
      turn.count("late_decision");
      return;
    }
    turn.effect(cancelDeadline(head.get()));
    answer(turn, head.get(), verdict);
    turn.session(turn.session().headDone());
    drain(turn);
  }

  void deadlinePassed(Turn turn, String messageId) {
    Optional<InboundCall> head = turn.session().head();
    if (turn.session().asking()
        && head.isPresent()
        && deadline(head.get()).name().equals(messageId)) {
      turn.count("decision_timeout");
      answer(turn, head.get(), new Verdict.Failure("No decision in time"));
      turn.session(turn.session().headDone());
      drain(turn);
    }
  }

  static Effect cancelDeadline(InboundCall call) {
    return new Effect.CancelTimer(deadline(call));
  }

  private static TimerKey deadline(InboundCall call) {
    return new TimerKey(DEADLINE, call.id().value());
  }

  static boolean isDeadline(TimerKey key) {
    return key.kind().equals(DEADLINE);
  }

  private void drain(Turn turn) {
    while (!turn.session().asking() && turn.session().head().isPresent()) {
      InboundCall call = turn.session().head().get();
      if (serve(turn, call) == Service.Outcome.ASK) {
        ask(turn, turn.session().head().get());
      } else {
        turn.session(turn.session().headDone());
      }
    }
  }

  private Service.Outcome serve(Turn turn, InboundCall call) {
    String action = call.action().name();
    Optional<AnsweredCalls.Answered> before = turn.state().answered().answerTo(call);
    if (before.isPresent()) {
      turn.count("call_repeated");
      turn.send(new Frame.CallResult(call.id(), before.get().response()));
      return Service.Outcome.ANSWERED;
    }
    if (!Gate.lets(turn.state(), turn.session(), action)) {
      turn.refuse(
          call,
          ErrorCode.SECURITY_ERROR,
          "Only BootNotification is served before the station is accepted");
      return Service.Outcome.ANSWERED;
    }
    Optional<Service> service = services.of(turn.version(), action);
    if (service.isEmpty() || turn.policy().switchedOff().contains(action)) {
      refuseUnserved(turn, call);
      return Service.Outcome.ANSWERED;
    }
    Incoming.Reading reading =
        Incoming.request(turn, call.id().value(), call.action(), call.received());
    Optional<Violation> fault = reading.fault();
    if (fault.isPresent()) {
      turn.refuse(call, fault.get().code(), fault.get().description());
      return Service.Outcome.ANSWERED;
    }
    InboundCall read = call.readAs(reading.payload());
    turn.session(turn.session().withHead(read));
    Service.Outcome outcome = service.get().serve(turn, read);
    turn.tell(new Occasion.Said(read));
    return outcome;
  }

  private void refuseUnserved(Turn turn, InboundCall call) {
    if (Payloads.knows(turn.version(), call.action())) {
      turn.refuse(call, ErrorCode.NOT_SUPPORTED, "This action is not offered here");
    } else {
      turn.refuse(call, ErrorCode.NOT_IMPLEMENTED, "This action is unknown");
    }
  }

  private static void ask(Turn turn, InboundCall call) {
    turn.session(turn.session().asked());
    turn.effect(
        new Effect.SetTimer(deadline(call), turn.now().plus(turn.policy().decisionTimeout())));
    turn.effect(
        new Effect.Ask(
            turn.session().connection(),
            call.id(),
            turn.version(),
            call.action(),
            call.payload(),
            call.receivedAt()));
  }

  private void answer(Turn turn, InboundCall call, Verdict verdict) {
    Service service = services.of(turn.version(), call.action().name()).orElseThrow();
    Verdict effective = verdict instanceof Verdict.None ? service.undecided(turn, call) : verdict;
    switch (effective) {
      case Verdict.Payload p -> reply(turn, service, call, p.payload());
      case Verdict.Refusal r -> turn.refuse(call, r.code(), r.description());
      case Verdict.Failure f -> {
        turn.count("decision_failed");
        if (!service.isOwed(call) && service.undecided(turn, call) instanceof Verdict.Payload p) {
          reply(turn, service, call, p.payload());
        } else {
          turn.refuse(call, ErrorCode.INTERNAL_ERROR, "No decision could be made");
        }
      }
      case Verdict.None _ -> throw new IllegalStateException("A default decides nothing");
    }
  }

  private void reply(Turn turn, Service service, InboundCall call, JsonView decided) {
    Optional<JsonView> response = valid(turn, call, service, decided);
    if (response.isEmpty()) {
      turn.count("decision_invalid");
      turn.refuse(call, ErrorCode.INTERNAL_ERROR, "The decision is no valid answer");
      return;
    }
    service.decided(turn, call, response.get());
    turn.reply(call, response.get());
    turn.tell(new Occasion.Answered(call, response.get()));
  }

  private static Optional<JsonView> valid(
      Turn turn, InboundCall call, Service service, JsonView decided) {
    try {
      JsonView response = service.completed(turn, call, decided);
      return Payloads.ownResponseFault(turn.version(), call.action(), response).isEmpty()
          ? Optional.of(response)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // A view of a text that nobody had parsed, and that is no JSON.
      return Optional.empty();
    }
  }

  private static int waitingChars(Session session) {
    int chars = 0;
    for (InboundCall call : session.calls()) {
      chars += call.payload().text().length();
    }
    return chars;
  }
}
