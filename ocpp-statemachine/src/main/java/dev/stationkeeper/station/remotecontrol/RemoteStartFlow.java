// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A remote start and the transaction that comes of it (F01, F02; 1.6 RemoteStartTransaction). 2.x
 * names it by remoteStartId; under 1.6 it is the first transaction of that token, at that connector
 * if one was wanted. A transaction that began before the request is another one.
 *
 * <p>Steps: {@code requested}, {@code accepted} or {@code unanswered}. Ends: {@code started} with
 * the transaction, {@code refused}, {@code failed}, {@code timedOut}: nobody plugged in.
 */
final class RemoteStartFlow implements FlowKind {
  private static final String NAME = "remoteStart";
  private static final String TOKEN = "idToken";
  private static final String TRANSACTION = "transactionId";
  private static final String WANTED = "wantedAt";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration STARTS = Duration.ofMinutes(10);

  /** So far a station's clock may be behind ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private static final Set<String> STARTING =
      Set.of("RemoteStartTransaction", "RequestStartTransaction");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of("requested", "accepted", "unanswered");
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && STARTING.contains(command.action().name())) {
      turn.flows()
          .start(
              NewFlow.of(NAME, "requested")
                  .following(command)
                  .named(Read.integer(command.payload(), "remoteStartId"))
                  .with(attributes(turn, command.payload())),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is("TransactionEvent") ->
          started(turn, flow, event(flow, said.call()));
      case Occasion.Said said when said.is("StartTransaction") ->
          started(turn, flow, start(turn, flow, said.call()));
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      turn.flows()
          .advance(
              flow,
              "accepted",
              STARTS,
              JsonView.object()
                  .put(TRANSACTION, ended.response().string(TRANSACTION).orElse(null))
                  .build());
    } else if (ended.isUncertain()) {
      turn.flows().advance(flow, "unanswered", STARTS);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void started(Turn turn, Flow flow, Optional<String> transactionId) {
    transactionId.ifPresent(
        id -> turn.flows().end(flow, "started", JsonView.object().put(TRANSACTION, id).build()));
  }

  /** Its number, or the transaction that the answer named. */
  private static Optional<String> event(Flow flow, InboundCall call) {
    Integer number = Read.integer(call.payload(), "transactionInfo", "remoteStartId");
    Optional<String> told = call.payload().string("transactionInfo", TRANSACTION);
    boolean numbered = number != null && number.equals(flow.requestId());
    return told.filter(id -> numbered || flow.attributes().string(TRANSACTION).equals(told));
  }

  private static Optional<String> start(Turn turn, Flow flow, InboundCall call) {
    JsonView start = call.payload();
    Integer wanted = Read.integer(flow.attributes(), "connector");
    Integer connector = Read.integer(start, "connectorId");
    Instant at = Times.read(start, "timestamp").orElse(call.receivedAt());
    Instant since = Times.read(flow.attributes(), WANTED).orElse(flow.since());
    boolean fits =
        (wanted == null || wanted.equals(connector))
            && !at.isBefore(since.minus(CLOCKS))
            && start
                .string("idTag")
                .orElse("")
                .equalsIgnoreCase(flow.attributes().string(TOKEN).orElse(""));
    return fits
        ? turn.state()
            .transactions()
            .all()
            .filter(t -> t.isAt(null, connector) && at.equals(t.startedAt()))
            .map(Transaction::id)
            .findFirst()
        : Optional.empty();
  }

  private static JsonView attributes(Turn turn, JsonView wanted) {
    JsonObjectBuilder attributes =
        JsonView.object()
            .put(TOKEN, wanted.string("idTag").or(() -> wanted.string(TOKEN, TOKEN)).orElse(null))
            .put(WANTED, turn.now());
    wanted.number("connectorId").ifPresent(id -> attributes.put("connector", id));
    wanted.number("evseId").ifPresent(id -> attributes.put("evse", id));
    return attributes.build();
  }
}
