// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Gate;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A reset and the boot after it (B11, B12; 1.6 Core, Reset). The station may end its transactions
 * first, may wait until they have ended (OnIdle), and may go down before it has answered. Their
 * ends may come after the boot: a reset ends no transaction.
 *
 * <p>Steps: {@code requested}, {@code accepted}, {@code scheduled} or {@code unanswered}, {@code
 * down}. Ends: {@code done}; {@code rebooted} when the boot names another reason; {@code refused},
 * {@code failed}, {@code timedOut}.
 */
final class ResetFlow implements FlowKind {
  private static final String NAME = "reset";
  private static final String REQUESTED = "requested";
  private static final String ACCEPTED = "accepted";
  private static final String SCHEDULED = "scheduled";
  private static final String UNANSWERED = "unanswered";
  private static final String DOWN = "down";
  private static final String DONE = "done";

  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration GOES_DOWN = Duration.ofMinutes(10);
  private static final Duration IDLE = Duration.ofDays(7);
  private static final Duration BOOTS = Duration.ofMinutes(15);

  private static final Set<String> BY_RESET = Set.of("RemoteReset", "ScheduledReset");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(REQUESTED, ACCEPTED, SCHEDULED, UNANSWERED, DOWN);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && command.action().name().equals("Reset")) {
      turn.flows()
          .start(
              NewFlow.of(NAME, REQUESTED)
                  .following(command)
                  .with(attributes(turn, command.payload())),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Disconnected _ when !isOfEvse(flow) && !flow.step().equals(DOWN) ->
          turn.flows().advance(flow, DOWN, BOOTS);
      case Occasion.Said said when said.is(Gate.BOOT) -> booted(turn, flow, said.call());
      case Occasion.Said said when isOfEvse(flow) && tellsOfEvse(flow, said) -> done(turn, flow);
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    String status = ended.response().string("status").orElse("");
    if (ended.status() == CommandStatus.ACCEPTED) {
      boolean waits = status.equals("Scheduled");
      turn.flows().advance(flow, waits ? SCHEDULED : ACCEPTED, waits ? IDLE : GOES_DOWN);
    } else if (ended.isUncertain()) {
      turn.flows().advance(flow, UNANSWERED, GOES_DOWN);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void booted(Turn turn, Flow flow, InboundCall boot) {
    String reason = boot.payload().string("reason").orElse("");
    boolean byReset = BY_RESET.contains(reason);
    if (flow.step().equals(REQUESTED) && !byReset) {
      // It restarted of itself while our CALL is out, and is still to answer that.
      return;
    }
    turn.flows()
        .end(
            flow,
            byReset || reason.isEmpty() ? DONE : "rebooted",
            JsonView.object()
                .put("reason", reason.isEmpty() ? null : reason)
                .put("transactions", turn.state().transactions().open().size())
                .build());
  }

  private static void done(Turn turn, Flow flow) {
    turn.flows().end(flow, DONE);
  }

  private static JsonView attributes(Turn turn, JsonView reset) {
    var attributes =
        JsonView.object()
            .put("type", reset.string("type").orElse(null))
            .put("transactions", turn.state().transactions().open().size());
    OptionalLong evse = reset.number("evseId");
    return evse.isPresent() ? attributes.put("evse", evse.getAsLong()).build() : attributes.build();
  }

  private static boolean isOfEvse(Flow flow) {
    return flow.attributes().number("evse").isPresent();
  }

  /** The reset of an EVSE shows by its next status only, and only once it was accepted. */
  private static boolean tellsOfEvse(Flow flow, Occasion.Said said) {
    return !flow.step().equals(REQUESTED)
        && said.is("StatusNotification")
        && said.call().payload().number("evseId").equals(flow.attributes().number("evse"));
  }
}
