// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

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
import org.jspecify.annotations.Nullable;

/**
 * A certificate on its way into a station's store or out of it, or a look into the store (M03, M04,
 * M05; 1.6 security whitepaper). To do any of it twice comes to the same, so what was asked is
 * asked again when the answer was lost, {@value #MOST_TRIES} times in all, also after a restart.
 *
 * <p>Step: {@code asked}. Ends: what the kind calls success; {@code refused} with the station's
 * answer; {@code notFound}; {@code failed}, {@code timedOut}.
 */
final class StoreFlow implements FlowKind {
  static final String INSTALL = "InstallCertificate";
  static final String DELETE = "DeleteCertificate";
  static final String LIST = "GetInstalledCertificateIds";

  /** How often it is asked when connections are lost before the answer. */
  static final int MOST_TRIES = 3;

  private static final String ASKED = "asked";
  private static final String TRIES = "tries";
  private static final String TYPE = "certificateType";

  /** A try and the reconnect before the next; a command of the flow waits ten minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final String name;
  private final String action;
  private final String success;

  StoreFlow(String name, String action, String success) {
    this.name = name;
    this.action = action;
    this.success = success;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> steps() {
    return Set.of(ASKED);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && command.action().name().equals(action)
        && turn.state().flows().of(name).noneMatch(flow -> flow.sent(command))) {
      turn.flows()
          .start(
              NewFlow.of(name, ASKED)
                  .following(command)
                  .with(
                      JsonView.object()
                          .put(TYPE, command.payload().string(TYPE).orElse(null))
                          .put("serialNumber", serialNumber(command))
                          .put(TRIES, 1)
                          .build()),
              PATIENCE);
    }
  }

  private static @Nullable String serialNumber(Command command) {
    return command
        .payload()
        .string("certificateHashData", "serialNumber")
        .or(
            () ->
                command
                    .payload()
                    .string("certificate")
                    .flatMap(CertificateText::of)
                    .map(CertificateText::serialNumber))
        .orElse(null);
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    if (occasion instanceof Occasion.CommandEnded ended
        && (flow.follows(ended.command()) || flow.sent(ended.command()))) {
      if (ended.status() == CommandStatus.ACCEPTED) {
        turn.flows().end(flow, success);
      } else if (ended.isUncertain()) {
        again(turn, flow, ended.command());
      } else {
        turn.flows().end(flow, outcome(flow, ended), Roots.explained(turn, ended));
      }
    }
  }

  /** What is not there any more after a try without an answer was deleted by that try. */
  private String outcome(Flow flow, Occasion.CommandEnded ended) {
    if (!ended.isAnswered()) {
      return "failed";
    }
    boolean missing = ended.response().string("status").orElse("").equals("NotFound");
    boolean repeated = flow.attributes().number(TRIES).orElse(1) > 1;
    if (missing && action.equals(DELETE) && repeated) {
      return success;
    }
    return missing ? "notFound" : "refused";
  }

  private void again(Turn turn, Flow flow, Command lost) {
    long tries = flow.attributes().number(TRIES).orElse(1);
    if (tries >= MOST_TRIES) {
      turn.flows().end(flow, "failed");
      return;
    }
    turn.flows().advance(flow, ASKED, PATIENCE, JsonView.object().put(TRIES, tries + 1).build());
    turn.flows().send(flow, action, lost.payload());
  }
}
