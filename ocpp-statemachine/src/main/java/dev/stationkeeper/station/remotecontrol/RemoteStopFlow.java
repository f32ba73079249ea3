// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A remote stop (F03; 1.6 RemoteStopTransaction). It is done with the end of the transaction; under
 * 2.x also when the station tells that it stopped the energy, for the end may wait for the cable.
 *
 * <p>Steps: {@code requested}, {@code accepted} or {@code unanswered}. Ends: {@code ended}, {@code
 * stopped}, {@code refused}, {@code failed}, {@code timedOut}.
 */
final class RemoteStopFlow implements FlowKind {
  private static final String NAME = "remoteStop";
  private static final String TRANSACTION = "transactionId";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration ENDS = Duration.ofMinutes(10);

  private static final Set<String> STOPPING =
      Set.of("RemoteStopTransaction", "RequestStopTransaction");

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
        && STOPPING.contains(command.action().name())) {
      String id =
          command
              .payload()
              .string(TRANSACTION)
              .orElseGet(() -> Read.text(command.payload(), TRANSACTION));
      turn.flows()
          .start(
              NewFlow.of(NAME, "requested")
                  .following(command)
                  .with(JsonView.object().put(TRANSACTION, id).build()),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is("StopTransaction") -> endIfOver(turn, flow);
      case Occasion.Said said when said.is("TransactionEvent") -> event(turn, flow, said);
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      turn.flows().advance(flow, "accepted", ENDS);
    } else if (ended.isUncertain()) {
      turn.flows().advance(flow, "unanswered", ENDS);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void event(Turn turn, Flow flow, Occasion.Said said) {
    JsonView event = said.call().payload();
    endIfOver(turn, flow);
    if (event.string("triggerReason").orElse("").equals("RemoteStop")
        && event.string("transactionInfo", TRANSACTION).equals(transaction(flow))) {
      turn.flows().end(flow, "stopped");
    }
  }

  private static void endIfOver(Turn turn, Flow flow) {
    transaction(flow)
        .flatMap(turn.state().transactions()::find)
        .filter(transaction -> !transaction.isOpen())
        .map(Transaction::id)
        .ifPresent(_ -> turn.flows().end(flow, "ended"));
  }

  private static Optional<String> transaction(Flow flow) {
    return flow.attributes().string(TRANSACTION);
  }
}
