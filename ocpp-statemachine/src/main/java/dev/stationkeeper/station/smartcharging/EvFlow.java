// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an EV and we agree upon by ISO 15118 (K15 to K17; 2.1 K18 to K20). Its needs were answered
 * Accepted or Processing; now a profile is owed, within 60 seconds unless it was Processing, and
 * under scheduled control the EV tells which schedule it follows.
 *
 * <p>Steps: {@code needs}, {@code profileSent}, {@code renegotiating}. Ends: {@code agreed}, {@code
 * renewed} by new needs, {@code transactionEnded}, {@code noProfile}, {@code noSchedule}.
 */
final class EvFlow implements FlowKind {
  private static final String NAME = "evCharging";
  private static final String NEEDS = "needs";
  private static final String SENT = "profileSent";
  private static final String RENEGOTIATING = "renegotiating";
  private static final String TUPLES = "maxScheduleTuples";
  private static final String EVSE = "evseId";
  private static final Duration PROFILE = Duration.ofSeconds(60);
  private static final Duration PROCESSING = Duration.ofMinutes(10);
  private static final Duration SCHEDULE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(NEEDS, SENT, RENEGOTIATING);
  }

  /** The most periods that the EV at that EVSE keeps, while a profile for it is owed. */
  static Optional<Long> tuples(StationState state, int evse) {
    return state
        .flows()
        .of(NAME)
        .filter(flow -> isAt(flow, evse))
        .flatMap(flow -> flow.attributes().number(TUPLES).stream().boxed())
        .findFirst();
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.Answered(var call, var response)
        && call.action().name().equals("NotifyEVChargingNeeds")) {
      String status = response.string("status").orElse("");
      JsonView needs = call.payload();
      int evse = (int) needs.number(EVSE).orElse(0);
      List<Flow> older = turn.state().flows().of(NAME).filter(f -> isAt(f, evse)).toList();
      older.forEach(flow -> turn.flows().end(flow, "renewed"));
      if (status.equals("Accepted") || status.equals("Processing")) {
        turn.flows()
            .start(
                NewFlow.of(NAME, NEEDS).with(attributes(needs, evse)),
                status.equals("Accepted") ? PROFILE : PROCESSING);
      }
    }
  }

  private static JsonView attributes(JsonView needs, int evse) {
    var attributes =
        JsonView.object()
            .put(EVSE, evse)
            .put("transfer", needs.string("chargingNeeds", "requestedEnergyTransfer").orElse(null))
            .put("control", needs.string("chargingNeeds", "controlMode").orElse(null));
    needs.number(TUPLES).ifPresent(most -> attributes.put(TUPLES, most));
    return attributes.build();
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended
          when ended.status() == CommandStatus.ACCEPTED && isProfileFor(flow, ended) ->
          profile(turn, flow);
      case Occasion.Answered(var call, var response)
          when call.action().name().equals("NotifyEVChargingSchedule")
              && isAt(flow, (int) call.payload().number(EVSE).orElse(-1)) ->
          judged(turn, flow, response.string("status").orElse(""));
      case Occasion.Said said when said.is("TransactionEvent") && isOver(turn, flow, said) ->
          turn.flows().end(flow, "transactionEnded");
      default -> {
        // does not concern it
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    turn.flows().end(flow, flow.step().equals(SENT) ? "noSchedule" : "noProfile");
  }

  /** Under dynamic control the EV follows and chooses no schedule. */
  private static void profile(Turn turn, Flow flow) {
    if (flow.attributes().string("control").orElse("").equals("DynamicControl")) {
      turn.flows().end(flow, "agreed");
    } else {
      turn.flows().advance(flow, SENT, SCHEDULE);
    }
  }

  private static void judged(Turn turn, Flow flow, String status) {
    if (status.equals("Accepted")) {
      turn.flows().end(flow, "agreed");
    } else {
      turn.flows().advance(flow, RENEGOTIATING, PROFILE);
    }
  }

  private static boolean isProfileFor(Flow flow, Occasion.CommandEnded ended) {
    return Profile.set(ended.command())
        .filter(profile -> profile.purpose().equals(Profile.TX))
        .filter(profile -> isAt(flow, profile.place()))
        .isPresent();
  }

  private static boolean isOver(Turn turn, Flow flow, Occasion.Said said) {
    return said.call()
        .payload()
        .string("transactionInfo", "transactionId")
        .flatMap(turn.state().transactions()::find)
        .filter(transaction -> !transaction.isOpen())
        .map(Transaction::evse)
        .filter(evse -> isAt(flow, evse))
        .isPresent();
  }

  private static boolean isAt(Flow flow, int evse) {
    Integer at = Read.integer(flow.attributes(), EVSE);
    return at != null && at == evse;
  }
}
