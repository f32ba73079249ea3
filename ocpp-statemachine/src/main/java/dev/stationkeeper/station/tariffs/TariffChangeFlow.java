// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * Another tariff for a running transaction (I11): the station agrees, and tells with a transaction
 * event that the new one holds.
 *
 * <p>Steps: {@code requested}, {@code accepted} or {@code unanswered}. Ends: {@code changed},
 * {@code refused}, {@code failed}, {@code timedOut}.
 */
final class TariffChangeFlow implements FlowKind {
  private static final String NAME = "tariffChange";
  private static final String TRANSACTION = "transactionId";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration CHANGES = Duration.ofMinutes(10);

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
        && command.action().name().equals("ChangeTransactionTariff")) {
      JsonView wanted = command.payload();
      turn.flows()
          .start(
              NewFlow.of(NAME, "requested")
                  .following(command)
                  .with(
                      JsonView.object()
                          .put(TRANSACTION, wanted.string(TRANSACTION).orElse(null))
                          .put("tariffId", wanted.string("tariff", "tariffId").orElse(null))
                          .build()),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is("TransactionEvent") && isChange(flow, said) ->
          turn.flows().end(flow, "changed");
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      turn.flows().advance(flow, "accepted", CHANGES);
    } else if (ended.isUncertain()) {
      turn.flows().advance(flow, "unanswered", CHANGES);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static boolean isChange(Flow flow, Occasion.Said said) {
    JsonView event = said.call().payload();
    return event.string("triggerReason").orElse("").equals("TariffChanged")
        && event
            .string("transactionInfo", TRANSACTION)
            .equals(flow.attributes().string(TRANSACTION));
  }
}
