// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.locallist;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.LocalListEvent.LocalListVersionTold;
import java.time.Duration;
import java.util.Set;

/**
 * A local list on its way into a station, in as many messages as the station wants (D01). One at a
 * time. When a part is refused the station's list is no longer what anybody meant, so it is asked
 * what it has, and the whole list is to be sent (D01.FR.03): a Full update begins anew.
 *
 * <p>Steps: {@code sending}, {@code asking}. Ends: {@code confirmed}, with the version that the
 * station has then; {@code fullNeeded}, with the station's own version where it told one; {@code
 * refused}, {@code failed}, {@code timedOut}.
 */
final class LocalListFlow implements FlowKind {
  static final String NAME = "localList";
  static final String SEND = "SendLocalList";
  static final String ASK = "GetLocalListVersion";
  private static final String SENDING = "sending";
  private static final String CONFIRMED = "confirmed";
  private static final String FULL_NEEDED = "fullNeeded";
  private static final Set<String> SPOILT = Set.of("Failed", "VersionMismatch");
  private static final Duration ANSWER = Duration.ofMinutes(10);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(SENDING, "asking");
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && command.action().name().equals(SEND)
        && turn.state().flows().of(NAME).noneMatch(flow -> flow.sent(command))) {
      turn.flows()
          .start(NewFlow.of(NAME, SENDING).following(command).with(part(turn, command, 1)), ANSWER);
    }
  }

  private static JsonView part(Turn turn, Command command, long number) {
    ListUpdate update = ListUpdate.of(command.payload());
    int sent = update.fitting(turn.state(), turn.version());
    return JsonView.object()
        .put("version", update.number())
        .put("differential", number > 1 || update.isDifferential())
        .put("part", number)
        .put("sent", sent)
        .put("last", sent >= update.entries().size())
        .build();
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandSent(Command command)
          when flow.sent(command) && command.action().name().equals(SEND) ->
          turn.flows()
              .advance(
                  flow,
                  SENDING,
                  ANSWER,
                  part(turn, command, flow.attributes().number("part").orElse(0) + 1));
      case Occasion.CommandEnded ended
          when flow.follows(ended.command()) || flow.sent(ended.command()) ->
          ended(turn, flow, ended);
      default -> {
        // does not concern it
      }
    }
  }

  private static void ended(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.command().action().name().equals(ASK)) {
      told(turn, flow, ended.response());
    } else if (ended.status() == CommandStatus.ACCEPTED) {
      accepted(turn, flow, ended.command());
    } else if (ended.isUncertain() || isSpoilt(flow, ended)) {
      ask(turn, flow, ended.isUncertain());
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static boolean isSpoilt(Flow flow, Occasion.CommandEnded ended) {
    return ended.isAnswered()
        && flow.attributes().bool("differential").orElse(false)
        && SPOILT.contains(ended.response().string("status").orElse(""));
  }

  /** The answer to the last part may have been lost while the station took it. */
  private static void told(Turn turn, Flow flow, JsonView response) {
    Integer one = Read.integer(response, "listVersion");
    Integer version = one == null ? Read.integer(response, "versionNumber") : one;
    boolean taken =
        version != null
            && version.equals(Read.integer(flow.attributes(), "version"))
            && flow.attributes().bool("last").orElse(false)
            && flow.attributes().bool("uncertain").orElse(false);
    turn.flows().end(flow, taken ? CONFIRMED : FULL_NEEDED, response);
  }

  private static void accepted(Turn turn, Flow flow, Command command) {
    ListUpdate update = ListUpdate.of(command.payload());
    Integer sent = Read.integer(flow.attributes(), "sent");
    turn.record(new LocalListVersionTold(update.number()));
    if (sent != null && sent < update.entries().size()) {
      turn.flows().send(flow, SEND, update.behind(sent));
    } else {
      turn.flows().end(flow, CONFIRMED, JsonView.object().put("version", update.number()).build());
    }
  }

  /** What the station has now decides what the owner of the list has to send. */
  private static void ask(Turn turn, Flow flow, boolean uncertain) {
    turn.flows()
        .advance(flow, "asking", ANSWER, JsonView.object().put("uncertain", uncertain).build());
    turn.flows().send(flow, ASK, JsonView.EMPTY);
  }
}
