// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Gate;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Registration;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A whole report is asked for after the first boot, and after one with other firmware (B07.FR.14):
 * FullInventory in 2.x, all keys in 1.6. Not at once: a station that has just booted has its
 * connectors to report first.
 *
 * <p>Steps: {@code settling}, {@code asked}, {@code receiving}. Ends: {@code complete}, {@code
 * incomplete}, {@code refused}, {@code failed}, {@code timedOut}, {@code notAccepted}. What did not
 * end complete is tried again at the next boot.
 */
final class InventoryFlow implements FlowKind {
  private static final String NAME = "inventory";
  private static final String SETTLING = "settling";
  private static final String ASKED = "asked";
  private static final String RECEIVING = "receiving";
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(15);
  private static final Duration REPORT = Duration.ofHours(1);

  static boolean isComplete(FlowEnded event) {
    return event.kind().equals(NAME) && event.outcome().equals(MultipartFlow.COMPLETE);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(SETTLING, ASKED, RECEIVING);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.Answered answered
        && answered.call().action().name().equals(Gate.BOOT)
        && !isRejected(answered)
        && !turn.state().parts().get(Configuration.class).inventoried()
        && turn.state().flows().of(NAME).findAny().isEmpty()) {
      turn.flows().start(NewFlow.of(NAME, SETTLING), SETTLE);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.Answered answered when answered.call().action().name().equals(Gate.BOOT) -> {
        if (isRejected(answered)) {
          turn.flows().end(flow, "notAccepted");
        } else {
          turn.flows().advance(flow, SETTLING, SETTLE);
        }
      }
      case Occasion.CommandEnded ended when flow.sent(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.FlowOver over when isReportOf(flow, over.flow()) ->
          turn.flows().end(flow, over.outcome());
      default -> {
        // does not concern it
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    if (!flow.step().equals(SETTLING)) {
      FlowKind.super.overdue(turn, flow);
      return;
    }
    turn.flows().advance(flow, ASKED, ANSWER);
    Optional<OcppVersion> version =
        Optional.ofNullable(turn.state().link().version()).flatMap(OcppVersion::ofNumber);
    if (version.filter(v -> v.isAtLeast(OcppVersion.V2_0_1)).isPresent()) {
      turn.flows()
          .send(
              flow,
              "GetBaseReport",
              JsonView.object()
                  .put("requestId", turn.state().flows().nextRequestId())
                  .put("reportBase", "FullInventory")
                  .build());
    } else {
      turn.flows().send(flow, "GetConfiguration", JsonView.EMPTY);
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    boolean isWhole = ended.command().action().name().equals("GetConfiguration");
    if (ended.status() == CommandStatus.ACCEPTED && isWhole) {
      turn.flows().end(flow, MultipartFlow.COMPLETE);
    } else if (ended.status() == CommandStatus.ACCEPTED || (ended.isUncertain() && !isWhole)) {
      turn.flows()
          .advance(
              flow,
              RECEIVING,
              REPORT,
              JsonView.object().put("report", ended.command().id()).build());
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  /** The report follows the command that this flow sent. */
  private static boolean isReportOf(Flow flow, Flow report) {
    Optional<String> sent = flow.attributes().string("report");
    return sent.isPresent() && sent.get().equals(report.commandId());
  }

  private static boolean isRejected(Occasion.Answered answered) {
    return answered.response().string("status").orElse("").equals(Registration.REJECTED);
  }
}
