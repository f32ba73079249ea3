// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.availability;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.ConnectorStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.AvailabilityEvent.AvailabilityChanged;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of availability (G03, G04; 1.6 ChangeAvailability). While a transaction runs the station
 * answers Scheduled, and the status of its connectors tells when it was done.
 *
 * <p>Steps: {@code requested}, {@code scheduled} or {@code unanswered}. Ends: {@code done}, {@code
 * superseded} by a later change of the same place, {@code refused}, {@code failed}, {@code
 * timedOut}.
 */
final class AvailabilityFlow implements FlowKind {
  private static final String NAME = "availability";
  private static final String REQUESTED = "requested";
  private static final String OPERATIVE = "operative";
  private static final String UNAVAILABLE = "Unavailable";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration UNANSWERED = Duration.ofMinutes(10);
  private static final Duration SCHEDULED = Duration.ofDays(7);
  private static final Set<String> TELLS = Set.of("StatusNotification", "NotifyEvent");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(REQUESTED, "scheduled", "unanswered");
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && command.action().name().equals("ChangeAvailability")) {
      JsonView attributes = attributes(command.payload());
      List<Flow> older = turn.state().flows().of(NAME).filter(f -> at(f, attributes)).toList();
      older.forEach(flow -> turn.flows().end(flow, "superseded"));
      turn.flows().start(NewFlow.of(NAME, REQUESTED).following(command).with(attributes), ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said
          when TELLS.contains(said.call().action().name())
              && !flow.step().equals(REQUESTED)
              && isDone(turn, flow) ->
          done(turn, flow);
      default -> {
        // does not concern it
      }
    }
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      if (ended.response().string("status").orElse("").equals("Scheduled")) {
        turn.flows().advance(flow, "scheduled", SCHEDULED);
      } else {
        done(turn, flow);
      }
    } else if (ended.isUncertain()) {
      turn.flows().advance(flow, "unanswered", UNANSWERED);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void done(Turn turn, Flow flow) {
    turn.record(
        new AvailabilityChanged(
            Read.integer(flow.attributes(), "evse"),
            Read.integer(flow.attributes(), "connector"),
            isOperative(flow)));
    turn.flows().end(flow, "done");
  }

  /** Every connector of the place that was ever told of has followed. */
  private static boolean isDone(Turn turn, Flow flow) {
    List<ConnectorStatus> covered =
        turn.state().connectors().all().stream().filter(c -> isOf(c, flow)).toList();
    return !covered.isEmpty()
        && covered.stream().allMatch(c -> c.status().equals(UNAVAILABLE) != isOperative(flow));
  }

  private static boolean isOf(ConnectorStatus status, Flow flow) {
    Integer evse = Read.integer(flow.attributes(), "evse");
    Integer connector = Read.integer(flow.attributes(), "connector");
    return (evse == null || evse.equals(status.id().evse()))
        && (connector == null || connector.equals(status.id().connector()));
  }

  private static boolean isOperative(Flow flow) {
    return flow.attributes().bool(OPERATIVE).orElse(true);
  }

  private static boolean at(Flow flow, JsonView place) {
    return Objects.equals(Read.integer(flow.attributes(), "evse"), Read.integer(place, "evse"))
        && Objects.equals(
            Read.integer(flow.attributes(), "connector"), Read.integer(place, "connector"));
  }

  /** Connector 0 of 1.6 is the station, as is a 2.x request without an EVSE. */
  private static JsonView attributes(JsonView wanted) {
    JsonObjectBuilder attributes = JsonView.object();
    Integer only = Read.integer(wanted, "connectorId");
    put(attributes, "evse", Read.integer(wanted, "evse", "id"));
    put(
        attributes,
        "connector",
        only == null ? Read.integer(wanted, "evse", "connectorId") : only == 0 ? null : only);
    String status =
        wanted.string("type").or(() -> wanted.string("operationalStatus")).orElse("Operative");
    return attributes.put(OPERATIVE, status.equals("Operative")).build();
  }

  private static void put(JsonObjectBuilder into, String name, @Nullable Integer value) {
    if (value != null) {
      into.put(name, value.longValue());
    }
  }
}
