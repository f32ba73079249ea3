// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a block may do with flows within a step. Lives as long as its {@link Turn}. */
public final class FlowSteps {
  /** A step took too long. */
  public static final String TIMED_OUT = "timedOut";

  /** The station has more flows than are followed; this one was the oldest. */
  public static final String DISPLACED = "displaced";

  private static final String TIMER = "flow";
  private static final Duration COMMAND_WAITS = Duration.ofMinutes(10);

  private final Turn turn;

  FlowSteps(Turn turn) {
    this.turn = turn;
  }

  /** True when the timer is the deadline of a flow. */
  static boolean isDeadline(TimerKey key) {
    return key.kind().equals(TIMER);
  }

  /**
   * Begins a flow.
   *
   * @param within until the deadline of its first step, unless the policy says otherwise
   */
  public Flow start(NewFlow wanted, Duration within) {
    List<Flow> running = turn.state().flows().running();
    if (running.size() >= Flows.LIMIT) {
      turn.count("flows_full");
      end(running.getFirst(), DISPLACED);
    }
    // The number of the event that begins it: unique for the station, the same in every replay.
    String id = wanted.kind() + "-" + (turn.state().seq() + 1);
    Instant deadline = deadline(wanted.kind(), wanted.step(), within);
    turn.record(
        new FlowStarted(
            id,
            wanted.kind(),
            wanted.step(),
            deadline,
            wanted.commandId(),
            wanted.requestId(),
            bounded(wanted.attributes())));
    turn.effect(new Effect.SetTimer(timer(id), deadline));
    return turn.state().flows().find(id).orElseThrow();
  }

  /** Goes on to a step; nothing happens when the flow has ended. */
  public void advance(Flow flow, String step, Duration within) {
    advance(flow, step, within, JsonView.EMPTY);
  }

  /**
   * Goes on to a step, or to a new deadline of the same one.
   *
   * @param news attributes that are new or changed; one that is left out stays what it was
   */
  public void advance(Flow flow, String step, Duration within, JsonView news) {
    if (turn.state().flows().find(flow.id()).isEmpty()) {
      return;
    }
    Instant deadline = deadline(flow.kind(), step, within);
    turn.record(new FlowAdvanced(flow.id(), flow.kind(), step, deadline, bounded(news)));
    turn.effect(new Effect.SetTimer(timer(flow.id()), deadline));
  }

  /** Ends the flow; nothing happens when it has ended. */
  public void end(Flow flow, String outcome) {
    end(flow, outcome, JsonView.EMPTY);
  }

  /** Ends the flow; {@code attributes} are what is to be said of its end. */
  public void end(Flow flow, String outcome, JsonView attributes) {
    if (turn.state().flows().find(flow.id()).isEmpty()) {
      return;
    }
    turn.record(new FlowEnded(flow.id(), flow.kind(), outcome, bounded(attributes)));
    turn.effect(new Effect.CancelTimer(timer(flow.id())));
    turn.tell(new Occasion.FlowOver(flow, outcome));
  }

  /**
   * Has a command of the flow's own sent. Its end is told to the flow like any other; {@link
   * Flow#sent} tells it from others.
   */
  public void send(Flow flow, String action, JsonView payload) {
    turn.submit(
        new Command(
            turn.ids().messageId(),
            Action.of(action),
            payload,
            turn.now().plus(COMMAND_WAITS),
            flow.author()));
  }

  /** Tells every running flow. */
  void tell(Occasion occasion) {
    for (Flow flow : turn.state().flows().running()) {
      // It may have moved or ended since the list was made.
      turn.state()
          .flows()
          .find(flow.id())
          .ifPresent(now -> Blocks.kind(now.kind()).ifPresent(k -> k.on(turn, now, occasion)));
    }
  }

  void deadlinePassed(String id) {
    turn.state()
        .flows()
        .find(id)
        .filter(flow -> !flow.deadline().isAfter(turn.now()))
        .ifPresent(this::overdue);
  }

  /** Timers do not outlive the process. */
  void restarted() {
    for (Flow flow : turn.state().flows().running()) {
      if (flow.deadline().isAfter(turn.now())) {
        turn.effect(new Effect.SetTimer(timer(flow.id()), flow.deadline()));
      } else {
        overdue(flow);
      }
    }
  }

  private void overdue(Flow flow) {
    Blocks.kind(flow.kind())
        .ifPresentOrElse(kind -> kind.overdue(turn, flow), () -> end(flow, TIMED_OUT));
  }

  private Instant deadline(String kind, String step, Duration within) {
    return turn.now().plus(turn.policy().within(kind, step, within));
  }

  private JsonView bounded(JsonView attributes) {
    if (attributes.text().length() <= Flow.LONGEST) {
      return attributes;
    }
    turn.count("flow_attributes_too_long");
    return JsonView.EMPTY;
  }

  private static TimerKey timer(String flowId) {
    return new TimerKey(TIMER, flowId);
  }
}
