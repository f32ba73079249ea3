// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The results of a request that come as messages of their own, tied to it by requestId: in parts
 * that are numbered from 0 and may come in any order, or unnumbered until one says that it is the
 * last. They may come before the answer to the request, and after a reconnect; a boot ends them.
 *
 * <p>Steps: {@code requested}, {@code accepted} or {@code unanswered}, {@code receiving}. Ends:
 * {@code complete}, {@code incomplete} (with what is missing), {@code empty}, {@code refused},
 * {@code failed}.
 */
public final class MultipartFlow implements FlowKind {
  /** Every part has come. */
  public static final String COMPLETE = "complete";

  /** Parts are missing and no longer waited for. */
  public static final String INCOMPLETE = "incomplete";

  private static final String REQUESTED = "requested";
  private static final String ACCEPTED = "accepted";
  private static final String UNANSWERED = "unanswered";
  private static final String RECEIVING = "receiving";

  /** A station that leaves out more parts than this counts wrongly. */
  private static final int MOST_MISSING = 64;

  private static final Set<String> EMPTY =
      Set.of("EmptyResultSet", "NoProfiles", "Unknown", "NotFound");

  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration PART = Duration.ofMinutes(2);

  private final String name;
  private final Set<String> requests;
  private final String result;

  /**
   * @param name of this kind of flow
   * @param requests the actions that ask for results
   * @param result the action that brings them
   */
  public MultipartFlow(String name, Set<String> requests, String result) {
    this.name = name;
    this.requests = Set.copyOf(requests);
    this.result = result;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> steps() {
    return Set.of(REQUESTED, ACCEPTED, UNANSWERED, RECEIVING);
  }

  /** For {@link Block#on}: begins a flow when a request for results is on its way. */
  public void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && requests.contains(command.action().name())) {
      turn.flows()
          .start(
              NewFlow.of(name, REQUESTED)
                  .following(command)
                  .with(JsonView.object().put("action", command.action().name()).build()),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.Said said when said.is(result) && flow.isNamedBy(said.call().payload()) ->
          part(turn, flow, said.call().payload());
      case Occasion.Said said when said.is(Gate.BOOT) ->
          incomplete(turn, flow, "The station restarted");
      default -> {
        // does not concern it; after a reconnect the parts go on
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    incomplete(turn, flow, "No part came in time");
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    String status = ended.response().string("status").orElse("");
    if (ended.status() == CommandStatus.ACCEPTED) {
      goOn(turn, flow, ACCEPTED);
    } else if (ended.isUncertain()) {
      goOn(turn, flow, UNANSWERED);
    } else if (ended.isAnswered()) {
      turn.flows()
          .end(
              flow,
              EMPTY.contains(status) ? "empty" : "refused",
              JsonView.object().put("status", status).build());
    } else {
      turn.flows().end(flow, "failed", ended.response());
    }
  }

  /** Parts that have overtaken the answer are kept. */
  private static void goOn(Turn turn, Flow flow, String step) {
    if (flow.step().equals(REQUESTED)) {
      turn.flows().advance(flow, step, PART);
    } else {
      turn.flows().advance(flow, RECEIVING, PART, JsonView.object().put("answered", true).build());
      turn.state().flows().find(flow.id()).ifPresent(now -> endIfComplete(turn, now, true));
    }
  }

  private static void part(Turn turn, Flow flow, JsonView part) {
    boolean answered =
        !flow.step().equals(REQUESTED)
            && (!flow.step().equals(RECEIVING) || flow.attributes().bool("answered").orElse(false));
    int highest = (int) flow.attributes().number("highest").orElse(-1);
    // Where parts are not numbered they count in the order in which they come.
    long told = part.number("seqNo").orElse(highest + 1L);
    List<Integer> missing = new ArrayList<>(missing(flow));
    if (told > highest + 1L + MOST_MISSING - missing.size()) {
      incomplete(turn, flow, "Part " + told + " came after part " + highest);
      return;
    }
    int seqNo = (int) told;
    if (seqNo > highest) {
      IntStream.range(highest + 1, seqNo).forEach(missing::add);
    } else if (!missing.remove(Integer.valueOf(seqNo))) {
      turn.count("report_part_repeated");
    }
    boolean last = !part.bool("tbc").orElse(false);
    turn.flows()
        .advance(
            flow,
            RECEIVING,
            PART,
            JsonView.object()
                .put("highest", Math.max(highest, seqNo))
                .put("missing", text(missing))
                .put("last", last || flow.attributes().bool("last").orElse(false))
                .put("answered", answered)
                .build());
    turn.state().flows().find(flow.id()).ifPresent(now -> endIfComplete(turn, now, answered));
  }

  private static void endIfComplete(Turn turn, Flow flow, boolean answered) {
    if (answered && flow.attributes().bool("last").orElse(false) && missing(flow).isEmpty()) {
      turn.flows()
          .end(
              flow,
              COMPLETE,
              JsonView.object()
                  .put("parts", flow.attributes().number("highest").orElse(-1) + 1)
                  .build());
    }
  }

  private static void incomplete(Turn turn, Flow flow, String reason) {
    turn.flows()
        .end(
            flow,
            INCOMPLETE,
            JsonView.object()
                .put("reason", reason)
                .put("parts", flow.attributes().number("highest").orElse(-1) + 1)
                .put("missing", text(missing(flow)))
                .build());
  }

  private static List<Integer> missing(Flow flow) {
    String missing = flow.attributes().string("missing").orElse("");
    return missing.isEmpty()
        ? List.of()
        : Arrays.stream(missing.split(",", -1)).map(Integer::valueOf).toList();
  }

  /** As text: a list that has become empty would be left out, and the one before would stay. */
  private static String text(List<Integer> missing) {
    return missing.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
