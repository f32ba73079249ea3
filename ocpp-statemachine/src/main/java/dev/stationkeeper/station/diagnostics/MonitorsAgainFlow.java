// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Gate;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Registration;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The monitors of a station are read again after it has restarted: it may have given them other
 * numbers (N04.FR.19). Behind what it has to tell first.
 *
 * <p>Steps: {@code settling}, {@code asked}. Ends: as the report, {@code complete} or {@code
 * incomplete}; {@code refused}, {@code failed}, {@code timedOut}; {@code restarted} when it boots
 * once more.
 */
final class MonitorsAgainFlow implements FlowKind {
  private static final String NAME = "monitorsAgain";
  private static final String SETTLING = "settling";
  private static final String ASKED = "asked";
  private static final String REPORT = "report";
  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofHours(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(SETTLING, ASKED);
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.Answered answered
        && answered.call().action().name().equals(Gate.BOOT)
        && answered.response().string("status").orElse("").equals(Registration.ACCEPTED)
        && turn.version().isAtLeast(OcppVersion.V2_0_1)
        && turn.state().parts().get(Monitored.class).any()) {
      turn.state().flows().of(NAME).toList().forEach(flow -> turn.flows().end(flow, "restarted"));
      turn.flows().start(NewFlow.of(NAME, SETTLING), SETTLE);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      // Once it was sent, the report that follows it tells how it went.
      case Occasion.CommandEnded ended
          when flow.sent(ended.command()) && !flow.attributes().has(REPORT) ->
          turn.flows().end(flow, "failed", ended.response());
      case Occasion.CommandSent(var command) when flow.sent(command) ->
          turn.flows()
              .advance(flow, ASKED, ANSWER, JsonView.object().put(REPORT, command.id()).build());
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
    turn.flows()
        .send(
            flow,
            "GetMonitoringReport",
            JsonView.object().put("requestId", turn.state().flows().nextRequestId()).build());
  }

  private static boolean isReportOf(Flow flow, Flow report) {
    Optional<String> sent = flow.attributes().string(REPORT);
    return sent.isPresent() && sent.get().equals(report.commandId());
  }
}
