// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Gate;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * A message that the station was asked to send (F06; 1.6 Remote Trigger). It may come before the
 * answer to the trigger.
 *
 * <p>Steps: {@code requested}, {@code accepted}. Ends: {@code received}, {@code accepted} for a
 * trigger of the vendor's own, {@code notImplemented}, {@code refused}, {@code failed}, {@code
 * timedOut}.
 */
final class TriggerFlow implements FlowKind {
  private static final String NAME = "trigger";
  private static final String REQUESTED = "requested";
  private static final String ACCEPTED = "accepted";
  private static final String RECEIVED = "received";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration MESSAGE = Duration.ofMinutes(2);
  private static final Set<String> TRIGGERS = Set.of("TriggerMessage", "ExtendedTriggerMessage");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(REQUESTED, ACCEPTED);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && TRIGGERS.contains(command.action().name())) {
      String wanted = command.payload().string("requestedMessage").orElse("");
      turn.flows()
          .start(
              NewFlow.of(NAME, REQUESTED)
                  .following(command)
                  .with(JsonView.object().put("message", Gate.triggered(wanted)).build()),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is(flow.attributes().string("message").orElse("")) ->
          turn.flows().end(flow, RECEIVED);
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED && isCustom(flow)) {
      turn.flows().end(flow, ACCEPTED);
    } else if (ended.status() == CommandStatus.ACCEPTED || ended.isUncertain()) {
      turn.flows().advance(flow, ACCEPTED, MESSAGE);
    } else if (ended.isAnswered()) {
      String status = ended.response().string("status").orElse("");
      turn.flows().end(flow, status.equals("NotImplemented") ? "notImplemented" : "refused");
    } else {
      turn.flows().end(flow, "failed", ended.response());
    }
  }

  /** What a vendor's own trigger leads to nobody can know (F06.FR.20). */
  private static boolean isCustom(Flow flow) {
    return flow.attributes().string("message").orElse("").equals("CustomTrigger");
  }
}
