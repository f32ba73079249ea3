// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Ids;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CALL that was answered, put to the machine again in the state in which it came: the machine
 * asks the same question, and makes the frame of whatever is decided now. Immutable.
 */
final class PastCall {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The moment's own time, which no two answers share. */
  private static final String CLOCK = "currentTime";

  private static final String BOOT = "BootNotification";

  private final StationMachine machine;
  private final LogRecord record;
  private final CallAnswered answered;
  private final Effect.Ask ask;
  private final Step received;
  private final StationState state;
  private final Ids ids;

  private PastCall(
      StationMachine machine,
      LogRecord record,
      CallAnswered answered,
      Effect.Ask ask,
      Step received,
      StationState state,
      Ids ids) {
    this.machine = machine;
    this.record = record;
    this.answered = answered;
    this.ask = ask;
    this.received = received;
    this.state = state;
    this.ids = ids;
  }

  /**
   * The CALL behind an answer.
   *
   * @param before the station's state when it came
   * @param at when it came
   * @return empty when the machine does not ask anybody about it
   */
  static Optional<PastCall> of(
      StationMachine machine,
      StationState before,
      Instant at,
      LogRecord record,
      CallAnswered answered) {
    Optional<OcppVersion> version =
        Optional.ofNullable(before.link().version()).flatMap(OcppVersion::ofNumber);
    Optional<MessageId> id = MessageId.of(answered.messageId());
    if (version.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    long connection = before.link().connection();
    // A station that is not accepted is asked for messages; which ones is in no event.
    Set<String> expected =
        "SecurityError".equals(answered.error()) ? Set.of() : Set.of(answered.action());
    Session session = new Session(connection, version.get(), List.of(), false, expected);
    Frame.Call call = new Frame.Call(id.get(), Action.of(answered.action()), answered.request());
    Ids ids = new PastIds(answered);
    Step step = machine.decide(before, session, new Input.Received(connection, call), at, ids);
    StationState state = before;
    for (StationEvent event : step.events()) {
      state = machine.evolve(state, event, at);
    }
    StationState then = state;
    return step.effects().stream()
        .filter(Effect.Ask.class::isInstance)
        .map(Effect.Ask.class::cast)
        .filter(ask -> ask.id().equals(id.get()))
        .findFirst()
        .map(ask -> new PastCall(machine, record, answered, ask, step, then, ids));
  }

  /** The question that it led to. */
  Effect.Ask ask() {
    return ask;
  }

  /** The station's state when it was asked. */
  StationState state() {
    return state;
  }

  LogRecord record() {
    return record;
  }

  /** The name of the handler that decided then; empty when none did. */
  String decidedBy() {
    String by = record.cause().decidedBy();
    int generation = by == null ? -1 : by.lastIndexOf('#');
    return by == null ? "" : generation < 0 ? by : by.substring(0, generation);
  }

  /** What is different when {@code outcome} is the decision; empty when nothing is. */
  Optional<ReplayDifference> compare(Outcome outcome) {
    JsonNode sent = sent();
    JsonNode now = answer(outcome);
    List<JsonDifference.Change> changes = JsonDifference.between(sent, now);
    String failure = outcome instanceof Outcome.Failed failed ? failed.reason() : null;
    if (changes.isEmpty() && failure == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ReplayDifference(
            record.position(),
            record.at(),
            record.stream(),
            answered.messageId(),
            answered.action(),
            record.cause().decidedBy(),
            sent,
            now,
            changes,
            failure));
  }

  /** A defect of the machine costs this answer, as it does in a server. */
  private JsonNode answer(Outcome outcome) {
    try {
      return now(outcome);
    } catch (RuntimeException e) {
      return refusal(ErrorCode.INTERNAL_ERROR.name(), "The machine failed: " + e);
    }
  }

  private JsonNode sent() {
    String error = answered.error();
    return error == null
        ? payload(answered.response())
        : refusal(error, answered.response().string("description").orElse(""));
  }

  private JsonNode now(Outcome outcome) {
    long connection = received.session().connection();
    MessageId id = ask.id();
    Input input =
        switch (outcome) {
          case Outcome.Answered answer -> new Input.Decided(connection, id, answer.payload());
          case Outcome.Refused no -> new Input.Refused(connection, id, no.code(), no.description());
          case Outcome.Passed _ -> new Input.Undecided(connection, id);
          case Outcome.Failed no -> new Input.DecisionFailed(connection, id, no.reason());
        };
    Step step = machine.decide(state, received.session(), input, record.at(), ids);
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Send send && send.frame().id().equals(id)) {
        switch (send.frame()) {
          case Frame.CallResult result -> {
            return payload(result.payload());
          }
          case Frame.CallError error -> {
            return refusal(error.code().name(), error.description());
          }
          default -> {
            // a CALL of ours that happens to have the id
          }
        }
      }
    }
    throw new IllegalStateException("The machine gave no answer to " + id);
  }

  private JsonNode payload(JsonView answer) {
    try {
      JsonNode tree = MAPPER.readTree(answer.text());
      if (answered.action().equals(BOOT) && tree instanceof ObjectNode object) {
        object.remove(CLOCK);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer is no JSON", e);
    }
  }

  private static JsonNode refusal(String code, String description) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("errorCode", code)
        .put("errorDescription", description);
  }

  /** Gives the transaction the number that it was given then. */
  private record PastIds(CallAnswered answered) implements Ids {
    @Override
    public String messageId() {
      return "replay";
    }

    @Override
    public int transactionId() {
      long given = answered.response().number("transactionId").orElse(1);
      return Math.clamp(given, 1, Integer.MAX_VALUE);
    }
  }
}
