// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Work that a station does for long after it has agreed to it, and whose progress it tells with
 * statuses: an update of firmware, an upload. The statuses are tied by requestId; one without is of
 * the newest that runs. They may come before the answer, and after reboots and reconnects.
 *
 * <p>Steps: {@code requested}, {@code accepted} or {@code unanswered}, then the statuses as the
 * station tells them, with a small first letter. Ends: the last statuses; {@code canceled} when
 * another request took its place, {@code unconfirmed} when the station is idle and never told how
 * it ended; {@code refused}, {@code failed}, {@code timedOut}.
 */
public abstract class StatusFlow implements FlowKind {
  /** How long an answer may take, with the reconnect that it may need. */
  private static final Duration ANSWER = Duration.ofMinutes(5);

  /** What a station may need beyond the pause that it was told to make before it tries again. */
  private static final Duration TRIES_AGAIN = Duration.ofMinutes(10);

  private static final String REQUESTED = "requested";
  private static final String ACCEPTED = "accepted";
  private static final String UNANSWERED = "unanswered";
  private static final String CANCELED = "canceled";
  private static final String FAILURES = "failures";
  private static final String RETRIES = "retries";
  private static final String RETRY_INTERVAL = "retryInterval";
  private static final String IDLE = "Idle";

  private final String name;
  private final Set<String> requests;
  private final Set<String> statuses;

  /**
   * @param name of this kind of flow
   * @param requests the actions that ask for the work
   * @param statuses the actions that tell how it goes
   */
  protected StatusFlow(String name, Set<String> requests, Set<String> statuses) {
    this.name = name;
    this.requests = Set.copyOf(requests);
    this.statuses = Set.copyOf(statuses);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Set<String> steps() {
    Set<String> steps = new TreeSet<>(Set.of(REQUESTED, ACCEPTED, UNANSWERED));
    working().forEach(status -> steps.add(small(status)));
    return steps;
  }

  /** The statuses in which the work goes on, or is tried again. */
  protected abstract Set<String> working();

  /** True when nothing comes after that status. */
  protected abstract boolean isLast(String status);

  /** True when the station may try again by itself after that status. */
  protected abstract boolean mayBeTriedAgain(String status);

  /** True while nothing is being done yet in that step: an idle station is no news then. */
  protected abstract boolean isWaiting(String step);

  /** How long a step may take from now on. */
  protected abstract Duration within(Turn turn, Flow flow, String step);

  /** What is to be kept of the request. Never an address: it may have a password in it. */
  protected JsonObjectBuilder attributes(Turn turn, JsonView request) {
    JsonObjectBuilder attributes = JsonView.object();
    Integer retries = Read.integer(request, RETRIES);
    if (retries != null) {
      attributes.put(RETRIES, retries.longValue());
    }
    Integer interval = Read.integer(request, RETRY_INTERVAL);
    return interval == null ? attributes : attributes.put(RETRY_INTERVAL, interval.longValue());
  }

  /** What is to be kept of the answer or of a status. */
  protected JsonView news(JsonView payload) {
    return JsonView.EMPTY;
  }

  /** The station agreed; false when it has nothing to do and the flow has been ended. */
  protected boolean agreed(Turn turn, Flow flow, JsonView response) {
    return true;
  }

  /** The station restarted. */
  protected void booted(Turn turn, Flow flow, InboundCall boot) {}

  /** For {@link Block#on}: begins a flow when a request is on its way. */
  public final void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && requests.contains(command.action().name())) {
      turn.flows()
          .start(
              NewFlow.of(name, REQUESTED)
                  .following(command)
                  .with(attributes(turn, command.payload()).build()),
              ANSWER);
    }
  }

  @Override
  public final void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.CommandEnded ended when replaces(flow, ended) ->
          turn.flows().end(flow, CANCELED);
      case Occasion.Said said
          when statuses.contains(said.call().action().name())
              && concerns(turn, flow, said.call().payload()) ->
          told(turn, flow, said.call().payload());
      case Occasion.Said said when said.is(Gate.BOOT) -> booted(turn, flow, said.call());
      default -> {
        // does not concern it; connections come and go meanwhile
      }
    }
  }

  private void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      if (agreed(turn, flow, ended.response())) {
        goOn(turn, flow, ACCEPTED, news(ended.response()));
      }
    } else if (ended.isUncertain()) {
      goOn(turn, flow, UNANSWERED, JsonView.EMPTY);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  /** A status that has overtaken the answer says more than the answer. */
  private void goOn(Turn turn, Flow flow, String answer, JsonView news) {
    String step = flow.step().equals(REQUESTED) ? answer : flow.step();
    turn.flows().advance(flow, step, within(turn, flow, step), news);
  }

  /**
   * True when the end of a later request ends this flow: the station says that it dropped what it
   * did, or the messages have no number and tell of the newest only.
   */
  private boolean replaces(Flow flow, Occasion.CommandEnded ended) {
    return requests.contains(ended.command().action().name())
        && ended.status() == CommandStatus.ACCEPTED
        && (flow.requestId() == null
            || ended.response().string("status").orElse("").equals("AcceptedCanceled"));
  }

  private boolean concerns(Turn turn, Flow flow, JsonView payload) {
    return Read.integer(payload, "requestId") == null
        ? turn.state().flows().of(name).reduce((first, second) -> second).equals(Optional.of(flow))
        : flow.isNamedBy(payload);
  }

  private void told(Turn turn, Flow flow, JsonView payload) {
    String status = payload.string("status").orElse("");
    String step = small(status);
    if (status.equals(IDLE)) {
      if (!isWaiting(flow.step())) {
        turn.flows().end(flow, "unconfirmed", lastStep(flow));
      }
    } else if (mayBeTriedAgain(status) && triesLeft(flow)) {
      long failures = flow.attributes().number(FAILURES).orElse(0) + 1;
      turn.flows()
          .advance(
              flow,
              step,
              TRIES_AGAIN.plusSeconds(flow.attributes().number(RETRY_INTERVAL).orElse(0)),
              JsonView.object().put(FAILURES, failures).build());
    } else if (isLast(status)) {
      turn.flows().end(flow, status.equals("AcceptedCanceled") ? CANCELED : step, news(payload));
    } else {
      turn.flows().advance(flow, step, within(turn, flow, step), news(payload));
    }
  }

  private static boolean triesLeft(Flow flow) {
    long failures = flow.attributes().number(FAILURES).orElse(0) + 1;
    return failures < flow.attributes().number(RETRIES).orElse(0);
  }

  /** A failure after which no further try came is the end; else the step took too long. */
  @Override
  public void overdue(Turn turn, Flow flow) {
    boolean gaveUp = flow.attributes().number(FAILURES).isPresent() && isFailure(flow.step());
    turn.flows().end(flow, gaveUp ? flow.step() : FlowSteps.TIMED_OUT, lastStep(flow));
  }

  private boolean isFailure(String step) {
    return mayBeTriedAgain(step.substring(0, 1).toUpperCase(Locale.ROOT) + step.substring(1));
  }

  private static JsonView lastStep(Flow flow) {
    return JsonView.object().put("step", flow.step()).build();
  }

  /** From {@code at} to {@code span} after it, or after now when it is past or null. */
  protected static Duration until(Turn turn, Optional<Instant> at, Duration span) {
    return at.filter(time -> time.isAfter(turn.now()))
        .map(time -> Duration.between(turn.now(), time).plus(span))
        .orElse(span);
  }

  private static String small(String status) {
    return status.isEmpty()
        ? status
        : status.substring(0, 1).toLowerCase(Locale.ROOT) + status.substring(1);
  }
}
