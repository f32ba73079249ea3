// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A station is raised to a higher security profile (A05, B09, B10; 1.6 security whitepaper, A05).
 * While the flow runs the station may come with the profile that it has or with the new one;
 * whoever lets stations in asks {@link #isOffered}. It ends when the station has come with the new
 * one.
 *
 * <p>A 1.6 station changes by itself once it has accepted the key. A 2.x station is told a network
 * profile, then its place in the order, then to restart. The machine sends those two only when the
 * command was {@linkplain Command#carryThrough carried through}; else it watches.
 *
 * <p>Steps: {@code requested}, {@code stored}, {@code reading}, {@code ordering}, {@code
 * restarting}, {@code fellBack}: it came back as it was and may try again. Ends: {@code raised};
 * {@code fellBack}; {@code refused}, {@code failed}: nothing has changed at the station but perhaps
 * a network profile that it does not use; {@code superseded}, {@code timedOut}.
 */
public final class ProfileFlow implements FlowKind {
  static final String NAME = "securityProfile";

  private static final String STORED = "stored";
  private static final String READING = "reading";
  private static final String ORDERING = "ordering";
  private static final String RESTARTING = "restarting";
  private static final String FELL_BACK = "fellBack";
  private static final String PROFILE = "profile";
  private static final String SLOT = "slot";
  private static final String THROUGH = "carryThrough";
  private static final String TRIES = "tries";

  private static final int MOST_TRIES = 3;
  private static final Duration ANSWER = Duration.ofMinutes(5);

  /** Our own commands wait ten minutes for the line. */
  private static final Duration OWN_COMMAND = Duration.ofMinutes(20);

  /** A reset waits for transactions, and who does it by hand for the technician. */
  private static final Duration BY_ITSELF = Duration.ofDays(7);

  private static final Duration TRIES_AGAIN = Duration.ofHours(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of("requested", STORED, READING, ORDERING, RESTARTING, FELL_BACK);
  }

  /** True while the station may come with {@code profile} although another one is agreed. */
  public static boolean isOffered(StationState state, int profile) {
    return state.flows().of(NAME).anyMatch(flow -> profileOf(flow) == profile);
  }

  void begin(Turn turn, Occasion occasion) {
    if (!(occasion instanceof Occasion.CommandSent(Command command))) {
      return;
    }
    OptionalInt raised = RaisedProfile.raisedBy(turn.state(), command);
    if (raised.isEmpty()) {
      return;
    }
    turn.state().flows().of(NAME).forEach(flow -> turn.flows().end(flow, "superseded"));
    JsonObjectBuilder attributes =
        JsonView.object().put(PROFILE, raised.getAsInt()).put(THROUGH, command.carryThrough());
    command.payload().number("configurationSlot").ifPresent(slot -> attributes.put(SLOT, slot));
    turn.flows()
        .start(NewFlow.of(NAME, "requested").following(command).with(attributes.build()), ANSWER);
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.Connected _ -> connected(turn, flow);
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.CommandEnded ended when flow.sent(ended.command()) ->
          ownEnded(turn, flow, ended);
      default -> {
        // does not concern it
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    if (flow.step().equals(FELL_BACK)) {
      turn.flows().end(flow, FELL_BACK, end(flow));
    } else {
      FlowKind.super.overdue(turn, flow);
    }
  }

  private static void connected(Turn turn, Flow flow) {
    if (RaisedProfile.present(turn.state()) == profileOf(flow)) {
      turn.flows().end(flow, "raised", end(flow));
    } else if (flow.step().equals(RESTARTING)) {
      turn.flows().advance(flow, FELL_BACK, TRIES_AGAIN);
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    boolean is16 = ended.command().action().name().equals("ChangeConfiguration");
    if (ended.isUncertain() && is16) {
      // It may have gone to come back with the new one.
      turn.flows().advance(flow, RESTARTING, BY_ITSELF);
    } else if (ended.status() != CommandStatus.ACCEPTED) {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    } else if (is16) {
      changed16(turn, flow, ended.response());
    } else if (isCarriedThrough(flow)) {
      turn.flows().advance(flow, READING, OWN_COMMAND);
      turn.flows().send(flow, NetworkOrder.READ, NetworkOrder.read());
    } else {
      turn.flows().advance(flow, STORED, BY_ITSELF);
    }
  }

  private static void changed16(Turn turn, Flow flow, JsonView response) {
    turn.flows().advance(flow, RESTARTING, BY_ITSELF);
    boolean needsReset = response.string("status").orElse("").equals("RebootRequired");
    if (needsReset && isCarriedThrough(flow)) {
      reset(turn, flow);
    }
  }

  private static void ownEnded(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    String action = ended.command().action().name();
    if (action.equals("Reset")) {
      // Refused or lost: the station changes with whatever restarts it next.
      return;
    }
    if (ended.isUncertain()) {
      again(turn, flow, ended);
    } else if (ended.status() != CommandStatus.ACCEPTED) {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    } else if (action.equals(NetworkOrder.READ)) {
      order(turn, flow, ended.response());
    } else if (NetworkOrder.isSet(ended.response())) {
      turn.flows().advance(flow, RESTARTING, BY_ITSELF);
      reset(turn, flow);
    } else {
      turn.flows().end(flow, "refused", ended.response());
    }
  }

  /** The new slot first; what was there before stays behind it, for the station to fall back to. */
  private static void order(Turn turn, Flow flow, JsonView response) {
    NetworkOrder.valueOf(response)
        .ifPresentOrElse(
            order -> {
              turn.flows().advance(flow, ORDERING, OWN_COMMAND);
              turn.flows()
                  .send(
                      flow,
                      NetworkOrder.WRITE,
                      NetworkOrder.first(flow.attributes().number(SLOT).orElse(0), order));
            },
            () ->
                turn.flows()
                    .end(
                        flow,
                        "failed",
                        JsonView.object()
                            .put("reason", "The station did not tell NetworkConfigurationPriority")
                            .build()));
  }

  /** Both can be said twice. */
  private static void again(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    long tries = flow.attributes().number(TRIES).orElse(1);
    if (tries >= MOST_TRIES) {
      turn.flows().end(flow, "failed", ended.response());
      return;
    }
    turn.flows()
        .advance(flow, flow.step(), OWN_COMMAND, JsonView.object().put(TRIES, tries + 1).build());
    turn.flows().send(flow, ended.command().action().name(), ended.command().payload());
  }

  private static void reset(Turn turn, Flow flow) {
    boolean is16 = turn.version().equals(OcppVersion.V1_6);
    turn.flows()
        .send(flow, "Reset", JsonView.object().put("type", is16 ? "Soft" : "OnIdle").build());
  }

  private static JsonView end(Flow flow) {
    return JsonView.object().put(PROFILE, profileOf(flow)).put("command", flow.commandId()).build();
  }

  private static boolean isCarriedThrough(Flow flow) {
    return flow.attributes().bool(THROUGH).orElse(false);
  }

  private static int profileOf(Flow flow) {
    return (int) flow.attributes().number(PROFILE).orElse(-1);
  }
}
