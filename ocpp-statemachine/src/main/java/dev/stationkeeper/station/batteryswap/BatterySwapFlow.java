// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.batteryswap;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * A battery swap from the request, ours or the driver's at the station, until batteries are out
 * (S01 to S03). One requestId ties what came in to what goes out.
 *
 * <p>Steps: {@code requested}, {@code accepted} or {@code unanswered}, {@code batteryIn}. Ends:
 * {@code batteryOut}, {@code batteryOutTimeout}, {@code refused}, {@code failed}, {@code timedOut}.
 */
final class BatterySwapFlow implements FlowKind {
  private static final String NAME = "batterySwap";
  private static final String ACTION = "BatterySwap";
  private static final String IN = "batteryIn";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration HANDS = Duration.ofMinutes(30);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of("requested", "accepted", "unanswered", IN);
  }

  void begin(Turn turn, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandSent(Command command)
          when command.action().name().equals("RequestBatterySwap") ->
          turn.flows()
              .start(
                  NewFlow.of(NAME, "requested")
                      .following(command)
                      .with(attributes(command.payload())),
                  ANSWER);
      case Occasion.Said said when isUnasked(turn, said) ->
          turn.flows()
              .start(
                  NewFlow.of(NAME, IN)
                      .named(Read.integer(said.call().payload(), "requestId"))
                      .with(attributes(said.call().payload())),
                  HANDS);
      default -> {
        // does not concern it
      }
    }
  }

  /** A driver who needs no request of ours begins with a battery in. */
  private static boolean isUnasked(Turn turn, Occasion.Said said) {
    return said.is(ACTION)
        && said.call().payload().string("eventType").orElse("").equals("BatteryIn")
        && turn.state().flows().of(NAME).noneMatch(f -> f.isNamedBy(said.call().payload()));
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is(ACTION) && flow.isNamedBy(said.call().payload()) ->
          swapped(turn, flow, said.call().payload().string("eventType").orElse(""));
      default -> {
        // does not concern it
      }
    }
  }

  /** A battery may be in before the answer to the request. */
  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    boolean waits = flow.step().equals("requested");
    if (ended.status() == CommandStatus.ACCEPTED || ended.isUncertain()) {
      if (waits) {
        turn.flows().advance(flow, ended.isUncertain() ? "unanswered" : "accepted", HANDS);
      }
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void swapped(Turn turn, Flow flow, String eventType) {
    switch (eventType) {
      case "BatteryIn" -> turn.flows().advance(flow, IN, HANDS);
      case "BatteryOut" -> turn.flows().end(flow, "batteryOut");
      default -> turn.flows().end(flow, "batteryOutTimeout");
    }
  }

  private static JsonView attributes(JsonView payload) {
    return JsonView.object()
        .put("idToken", payload.string("idToken", "idToken").orElse(null))
        .build();
  }
}
