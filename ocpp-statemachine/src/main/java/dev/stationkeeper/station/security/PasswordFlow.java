// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Gate;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.SecretNames;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Set;

/**
 * A new password for a station (A01; 1.6 AuthorizationKey). What it comes to is for whoever lets
 * stations in: after {@code changed} only the new one is good, after {@code refused} only the old
 * one; after any other end, and until there is one, both are until one is used, so that no order of
 * answer, reboot and reconnect locks a station out.
 *
 * <p>Steps: {@code requested}, {@code unanswered}, {@code rebootRequired}. Ends: {@code changed},
 * {@code refused}, {@code failed}, {@code rebooted}, {@code timedOut}.
 */
final class PasswordFlow implements FlowKind {
  static final String NAME = "password";

  private static final String UNANSWERED = "unanswered";
  private static final String REBOOT = "rebootRequired";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration USED = Duration.ofDays(7);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of("requested", UNANSWERED, REBOOT);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command) && setsPassword(command)) {
      turn.flows().start(NewFlow.of(NAME, "requested").following(command), ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is(Gate.BOOT) && !flow.step().equals("requested") ->
          turn.flows().end(flow, "rebooted");
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.isUncertain()) {
      turn.flows().advance(flow, UNANSWERED, USED);
      return;
    }
    if (!ended.isAnswered()) {
      // An error, perhaps only in how the answer is written: it may have taken the password.
      turn.flows().end(flow, "failed", ended.response());
      return;
    }
    switch (result(ended.response())) {
      case "Accepted" -> end(turn, flow, "changed");
      case "RebootRequired" -> turn.flows().advance(flow, REBOOT, USED);
      default -> end(turn, flow, "refused");
    }
  }

  /** With the command that brought the password: others may have been staged since. */
  private static void end(Turn turn, Flow flow, String outcome) {
    turn.flows().end(flow, outcome, JsonView.object().put("command", flow.commandId()).build());
  }

  /** What the station made of the password, and not of what else was set with it. */
  private static String result(JsonView response) {
    return response
        .string("status")
        .or(
            () ->
                response.objects("setVariableResult").stream()
                    .filter(PasswordFlow::isPassword)
                    .findFirst()
                    .flatMap(result -> result.string("attributeStatus")))
        .orElse("");
  }

  private static boolean setsPassword(Command command) {
    return switch (command.action().name()) {
      case "ChangeConfiguration" ->
          command.payload().string("key").orElse("").equalsIgnoreCase(SecretNames.PASSWORD_16);
      case "SetVariables" ->
          command.payload().objects("setVariableData").stream().anyMatch(PasswordFlow::isPassword);
      default -> false;
    };
  }

  private static boolean isPassword(JsonView data) {
    return data.string("variable", "name").orElse("").equalsIgnoreCase(SecretNames.PASSWORD_2X);
  }
}
