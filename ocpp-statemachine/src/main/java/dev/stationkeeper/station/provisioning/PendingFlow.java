// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Gate;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Registration;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * A station was told to wait (B02; 1.6 Core, Boot Notification). It asks again after the interval
 * that it was given; one that does not is asked to, once, and then given up: it stays Pending and
 * may ask whenever it likes.
 *
 * <p>Steps: {@code waiting}, {@code triggered}. Ends: {@code accepted}, {@code rejected}, {@code
 * timedOut}.
 */
final class PendingFlow implements FlowKind {
  private static final String NAME = "pending";
  private static final String WAITING = "waiting";
  private static final String TRIGGERED = "triggered";
  private static final Duration LEAST = Duration.ofMinutes(15);
  private static final Duration TRIGGER = Duration.ofMinutes(5);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(WAITING, TRIGGERED);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.Answered answered
        && isBoot(answered)
        && status(answered).equals(Registration.PENDING)
        && turn.state().flows().of(NAME).findAny().isEmpty()) {
      turn.flows().start(NewFlow.of(NAME, WAITING), patience(turn));
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    if (occasion instanceof Occasion.Answered answered && isBoot(answered)) {
      if (status(answered).equals(Registration.PENDING)) {
        turn.flows().advance(flow, WAITING, patience(turn));
      } else {
        turn.flows()
            .end(flow, status(answered).equals(Registration.ACCEPTED) ? "accepted" : "rejected");
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    if (flow.step().equals(WAITING) && turn.session().isConnected()) {
      turn.flows().advance(flow, TRIGGERED, TRIGGER);
      turn.flows()
          .send(
              flow, "TriggerMessage", JsonView.object().put("requestedMessage", Gate.BOOT).build());
    } else {
      FlowKind.super.overdue(turn, flow);
    }
  }

  /** Three times the wait that the station was told. */
  private static Duration patience(Turn turn) {
    Duration told = Duration.ofSeconds(turn.state().registration().intervalSeconds());
    return told.multipliedBy(3).compareTo(LEAST) > 0 ? told.multipliedBy(3) : LEAST;
  }

  private static boolean isBoot(Occasion.Answered answered) {
    return answered.call().action().name().equals(Gate.BOOT);
  }

  private static String status(Occasion.Answered answered) {
    return answered.response().string("status").orElse("");
  }
}
