// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.Violation;
import dev.stationkeeper.station.event.StationEvent.CommandContinued;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our CALLs to the station: queued durably, sent one at a time (RPC-07), each brought to exactly
 * one end. Both directions are independent: the station's CALLs are served meanwhile (RPC-09).
 */
final class Outbound {
  private static final String CALL = "call";
  private static final String COMMAND = "command";

  /** Results of a command in several messages are in the state until its end, in characters. */
  private static final int LONGEST_RESULTS = 256 * 1024;

  /** The code of a command whose connection was lost before it was answered. */
  static final String CONNECTION_LOST = "ConnectionLost";

  void submitted(Turn turn, Command command) {
    if (turn.state().commands().find(command.id()).isPresent()) {
      turn.count("command_repeated");
      return;
    }
    if (taken(turn, command)) {
      drain(turn);
      expireLater(turn, command);
    }
  }

  /** A command of the machine's own: leaves when the step is at its end. */
  static void queue(Turn turn, Command command) {
    if (taken(turn, command)) {
      expireLater(turn, command);
    }
  }

  private static void expireLater(Turn turn, Command command) {
    if (turn.state().commands().isQueued(command.id())) {
      turn.effect(new Effect.SetTimer(new TimerKey(COMMAND, command.id()), command.expiresAt()));
    }
  }

  private static boolean taken(Turn turn, Command command) {
    boolean full = turn.state().commands().queued().size() >= turn.policy().commandQueue();
    turn.record(
        new CommandQueued(
            command.id(),
            command.action().name(),
            command.payload(),
            command.expiresAt(),
            command.by(),
            command.priority() == Command.NORMAL ? null : command.priority(),
            command.sealed(),
            command.carryThrough() ? Boolean.TRUE : null));
    if (full) {
      end(turn, command.id(), CommandStatus.ERROR, error("QueueFull", "Too many commands wait"));
      return false;
    }
    Optional<JsonView> refusal = Preconditions.refusal(turn.state(), command, knownVersion(turn));
    if (refusal.isPresent()) {
      forbidden(turn, command, refusal.get());
      return false;
    }
    return true;
  }

  void cancelled(Turn turn, String commandId) {
    withdraw(turn, commandId);
  }

  /** Ends a command that waits. */
  static void withdraw(Turn turn, String commandId) {
    if (!turn.state().commands().isQueued(commandId)) {
      turn.count("late_cancel");
      return;
    }
    cancelExpiry(turn, commandId);
    end(turn, commandId, CommandStatus.CANCELLED, JsonView.EMPTY);
  }

  /** Sends what waits, if the line is free and the station may have it. */
  void drain(Turn turn) {
    OcppVersion version = turn.session().version();
    while (version != null && turn.state().commands().out() == null) {
      Optional<Command> next = next(turn, version);
      if (next.isEmpty()) {
        return;
      }
      send(turn, next.get(), version);
    }
  }

  private static Optional<Command> next(Turn turn, OcppVersion version) {
    if (turn.state().commands().queued().isEmpty()) {
      return Optional.empty();
    }
    return turn.state().commands().queued().stream()
        .filter(c -> Gate.letsOut(turn.state(), version, c.action().name()))
        .filter(c -> !Blocks.holds(turn.state(), c))
        .min(Comparator.comparingInt(Command::priority).reversed());
  }

  private static void send(Turn turn, Command command, OcppVersion version) {
    cancelExpiry(turn, command.id());
    if (!command.expiresAt().isAfter(turn.now())) {
      end(turn, command.id(), CommandStatus.EXPIRED, JsonView.EMPTY);
      return;
    }
    // The version may be another one than when the command was submitted.
    Optional<JsonView> refusal = Preconditions.refusal(turn.state(), command, Optional.of(version));
    if (refusal.isPresent()) {
      forbidden(turn, command, refusal.get());
      return;
    }
    String messageId = turn.ids().messageId();
    // Sealed secrets know their place in the whole payload.
    Optional<Piece> piece =
        command.sealed() == null ? Piece.next(turn.state(), command) : Optional.empty();
    turn.record(
        new CommandSent(
            command.id(), messageId, piece.filter(p -> !p.isLast()).map(Piece::upTo).orElse(null)));
    if (!turn.state().registration().isAccepted()) {
      expectTriggered(turn, command);
    }
    JsonView payload =
        command.sealed() == null
            ? piece
                .map(Piece::payload)
                .orElseGet(() -> Blocks.fitted(turn.state(), version, command))
            : command.payload();
    turn.effect(
        new Effect.Send(
            turn.session().connection(),
            new Frame.Call(new MessageId(messageId), command.action(), payload),
            command.sealed()));
    turn.effect(
        new Effect.SetTimer(
            new TimerKey(CALL, messageId), turn.now().plus(turn.policy().callTimeout())));
    if (command.done() == 0) {
      turn.effect(new Effect.CommandProgress(command.id(), CommandStatus.SENT, JsonView.EMPTY));
      turn.tell(new Occasion.CommandSent(command));
    }
  }

  /** Nothing that the specification forbids leaves; who wanted it is told, and so is the log. */
  private static void forbidden(Turn turn, Command command, JsonView refusal) {
    String fault =
        refusal.string("code").orElse("") + ", " + refusal.string("description").orElse("");
    turn.effect(new Effect.Forbidden(command.by(), command.action().name(), fault));
    end(turn, command.id(), CommandStatus.ERROR, refusal);
  }

  /** The triggered message may overtake the answer to the trigger. */
  private static void expectTriggered(Turn turn, Command command) {
    wanted(command)
        .ifPresent(action -> turn.session(turn.session().expecting(Gate.triggered(action))));
  }

  private static Optional<String> wanted(Command command) {
    return List.of("TriggerMessage", "ExtendedTriggerMessage").contains(command.action().name())
        ? command.payload().string("requestedMessage")
        : Optional.empty();
  }

  void answered(Turn turn, Frame.CallResult frame) {
    CommandQueue.Sent out = awaited(turn, frame.id());
    if (out == null) {
      return;
    }
    Action action = out.command().action();
    Incoming.Reading reading = Incoming.response(turn, frame.id().value(), action, frame.payload());
    Optional<Violation> fault = reading.fault();
    if (fault.isPresent()) {
      refuseAnswer(turn, frame.id(), fault.get());
      endCall(
          turn,
          out,
          CommandStatus.ERROR,
          error(fault.get().code().name(), fault.get().description()));
      return;
    }
    CommandStatus status = ResponseStatus.of(reading.payload());
    if (status == CommandStatus.REJECTED) {
      wanted(out.command())
          .ifPresent(wanted -> turn.session(turn.session().notExpecting(Gate.triggered(wanted))));
    }
    JsonView told = AnswerMask.over(action, frame.payload());
    if (status == CommandStatus.ACCEPTED && goesOn(turn, out, told)) {
      return;
    }
    endCall(turn, out, status, told, AnswerMask.over(action, reading.payload()));
  }

  /** The results so far are kept, and what is left of the command is sent next. */
  private static boolean goesOn(Turn turn, CommandQueue.Sent out, JsonView told) {
    Command command = out.command();
    Integer upTo = out.upTo();
    if (upTo == null) {
      return false;
    }
    JsonView results = Piece.joined(turn.state(), command, told);
    if (results.text().length() > LONGEST_RESULTS) {
      turn.count("results_too_long");
      endCall(
          turn,
          out,
          CommandStatus.ERROR,
          error("ResultsTooLong", "The results are longer than what is kept of one command"));
      return true;
    }
    turn.effect(new Effect.CancelTimer(new TimerKey(CALL, out.messageId())));
    turn.record(new CommandContinued(command.id(), upTo, results));
    expireLater(turn, command);
    return true;
  }

  /** 2.1 tells the station (RPC-13); the versions before want silence (RPC-12). */
  private static void refuseAnswer(Turn turn, MessageId id, Violation fault) {
    turn.count("invalid_answer");
    if (turn.version().isAtLeast(OcppVersion.V2_1)) {
      turn.send(
          new Frame.CallResultError(
              id, fault.code(), Turn.shortened(fault.description()), JsonView.EMPTY));
    }
  }

  /**
   * The answer is no frame: its CALL has no other to wait for. {@code owed} leaves only while that
   * CALL is out, for to an answer that nobody awaits there is none (RPC-11).
   */
  void answeredBrokenly(Turn turn, MessageId id, @Nullable Frame owed, String reason) {
    CommandQueue.Sent out = awaited(turn, id);
    if (out == null) {
      return;
    }
    turn.count("invalid_answer");
    if (owed != null) {
      turn.send(owed);
    }
    endCall(
        turn,
        out,
        CommandStatus.ERROR,
        error(ErrorCode.FORMAT_VIOLATION.in(turn.version()), reason));
  }

  void refused(Turn turn, Frame.CallError frame) {
    CommandQueue.Sent out = awaited(turn, frame.id());
    if (out != null) {
      endCall(turn, out, CommandStatus.ERROR, error(frame.code(), frame.description()));
    }
  }

  void timerFired(Turn turn, TimerKey key) {
    switch (key.kind()) {
      case CALL -> {
        CommandQueue.Sent out = turn.state().commands().out();
        if (out != null && out.messageId().equals(key.name())) {
          end(turn, out.command().id(), CommandStatus.TIMED_OUT, JsonView.EMPTY);
        }
      }
      case COMMAND -> {
        if (turn.state().commands().isQueued(key.name())) {
          end(turn, key.name(), CommandStatus.EXPIRED, JsonView.EMPTY);
        }
      }
      default -> turn.count("unknown_timer");
    }
  }

  /** The CALL that was out has no answer to wait for any more (CON-22). */
  void connectionLost(Turn turn) {
    CommandQueue.Sent out = turn.state().commands().out();
    if (out != null) {
      endCall(
          turn,
          out,
          CommandStatus.ERROR,
          error(CONNECTION_LOST, "The connection was lost before the station answered"));
    }
  }

  /** Timers do not outlive the process: sets those of the queue again. */
  void restarted(Turn turn) {
    for (Command command : turn.state().commands().queued()) {
      if (command.expiresAt().isAfter(turn.now())) {
        turn.effect(new Effect.SetTimer(new TimerKey(COMMAND, command.id()), command.expiresAt()));
      } else {
        end(turn, command.id(), CommandStatus.EXPIRED, JsonView.EMPTY);
      }
    }
  }

  private static CommandQueue.@Nullable Sent awaited(Turn turn, MessageId id) {
    CommandQueue.Sent out = turn.state().commands().out();
    if (out == null || !out.messageId().equals(id.value())) {
      turn.count("late_answer");
      return null;
    }
    return out;
  }

  private static void endCall(
      Turn turn, CommandQueue.Sent out, CommandStatus status, JsonView response) {
    endCall(turn, out, status, response, response);
  }

  private static void endCall(
      Turn turn, CommandQueue.Sent out, CommandStatus status, JsonView response, JsonView read) {
    turn.effect(new Effect.CancelTimer(new TimerKey(CALL, out.messageId())));
    end(turn, out.command().id(), status, response, read);
  }

  private static void end(Turn turn, String commandId, CommandStatus status, JsonView response) {
    end(turn, commandId, status, response, response);
  }

  /** {@code response} is the evidence; {@code read} what blocks and flows go by. */
  private static void end(
      Turn turn, String commandId, CommandStatus status, JsonView response, JsonView read) {
    Optional<Command> command = turn.state().commands().find(commandId);
    JsonView whole = command.map(c -> Piece.joined(turn.state(), c, response)).orElse(response);
    turn.record(new CommandEnded(commandId, status.wireName(), whole));
    turn.effect(new Effect.CommandProgress(commandId, status, whole));
    command.ifPresent(
        c -> turn.tell(new Occasion.CommandEnded(c, status, Piece.joined(turn.state(), c, read))));
  }

  private static void cancelExpiry(Turn turn, String commandId) {
    turn.effect(new Effect.CancelTimer(new TimerKey(COMMAND, commandId)));
  }

  private static Optional<OcppVersion> knownVersion(Turn turn) {
    return Optional.ofNullable(turn.session().version())
        .or(
            () ->
                Optional.ofNullable(turn.state().link().version()).flatMap(OcppVersion::ofNumber));
  }

  private static JsonView error(ErrorCode code, String description) {
    return error(code.name(), description);
  }

  static JsonView error(String code, String description) {
    return JsonView.object().put("code", code).put("description", description).build();
  }
}
