// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.FlowEvent;
import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The flows of a station that have no end yet.
 *
 * @param running oldest first, at most {@link #LIMIT}
 * @param lastRequestId the highest request id that was used; 0 when there was none (GEN-01)
 */
public record Flows(List<Flow> running, int lastRequestId) {
  /** Flows of one station that are followed at a time; one more, and the oldest is ended. */
  public static final int LIMIT = 32;

  static final Flows NONE = new Flows(List.of(), 0);

  public Flows {
    running = List.copyOf(running);
  }

  /** The flow with that id, while it runs. */
  public Optional<Flow> find(String id) {
    return running.stream().filter(flow -> flow.id().equals(id)).findFirst();
  }

  /** Those of one kind, oldest first. */
  public Stream<Flow> of(String kind) {
    return running.stream().filter(flow -> flow.kind().equals(kind));
  }

  /** A request id that has not been used lately. */
  public int nextRequestId() {
    return lastRequestId == Integer.MAX_VALUE ? 1 : lastRequestId + 1;
  }

  Flows after(FlowEvent event, Instant at) {
    return switch (event) {
      case FlowStarted e -> started(e, at);
      case FlowAdvanced e ->
          new Flows(
              running.stream()
                  .map(flow -> flow.id().equals(e.flowId()) ? advanced(flow, e, at) : flow)
                  .toList(),
              lastRequestId);
      case FlowEnded e ->
          new Flows(
              running.stream().filter(flow -> !flow.id().equals(e.flowId())).toList(),
              lastRequestId);
    };
  }

  private Flows started(FlowStarted e, Instant at) {
    Flow flow =
        new Flow(
            e.flowId(),
            e.kind(),
            e.step(),
            at,
            e.deadline(),
            e.commandId(),
            e.requestId(),
            e.attributes());
    List<Flow> more = Stream.concat(running.stream(), Stream.of(flow)).toList();
    int highest = e.requestId() == null ? lastRequestId : Math.max(lastRequestId, e.requestId());
    return new Flows(more.subList(Math.max(0, more.size() - LIMIT), more.size()), highest);
  }

  private static Flow advanced(Flow flow, FlowAdvanced e, Instant at) {
    return new Flow(
        flow.id(),
        flow.kind(),
        e.step(),
        e.step().equals(flow.step()) ? flow.since() : at,
        e.deadline(),
        flow.commandId(),
        flow.requestId(),
        e.attributes().isEmpty()
            ? flow.attributes()
            : Completion.of(flow.attributes()).add(e.attributes()).done());
  }
}
