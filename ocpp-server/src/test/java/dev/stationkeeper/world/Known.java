// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the disk knows of one station, folded by a machine that nobody has changed. */
final class Known {
  private static final StationMachine MACHINE = new StationMachine();

  /** So many later answers, and a repetition need not be known any more (RPC-05). */
  private static final int REMEMBERED = 8;

  private record Answer(String payload, int number) {}

  private final StationId station;
  private final List<StationEvent> events = new ArrayList<>();
  private final List<StationState> states = new ArrayList<>();
  private final Map<String, Instant> sent = new HashMap<>();
  private final Set<String> commands = new HashSet<>();
  private final Map<String, String> ends = new HashMap<>();
  private final Set<String> answeredIds = new HashSet<>();
  private final Map<String, Frame.Call> heard = new HashMap<>();
  private final Map<String, Answer> answers = new HashMap<>();
  private int answerCount;
  private @Nullable StationState lastLive;

  Known(StationId station) {
    this.station = station;
    states.add(StationState.unknown(station));
  }

  long size() {
    return events.size();
  }

  StationEvent event(long sequence) {
    return events.get((int) sequence - 1);
  }

  void add(StationEvent event, Instant at, Consumer<String> broken) {
    events.add(event);
    states.add(MACHINE.evolve(states.getLast(), event, at));
    switch (event) {
      case StationEvent.CallAnswered answered -> answeredIds.add(answered.messageId());
      case StationEvent.CommandQueued queued -> commands.add(queued.commandId());
      case StationEvent.CommandSent out -> sent.put(out.messageId(), at);
      case StationEvent.CommandEnded ended -> {
        if (ends.put(ended.commandId(), ended.status()) != null) {
          broken.accept("%s of %s has ended twice".formatted(ended.commandId(), station));
        }
      }
      case StationEvent.BootNotified _ -> answers.clear();
      default -> {}
    }
  }

  /** When it was decided to send that CALL; empty when the log does not know of it. */
  Optional<Instant> sent(String messageId) {
    return Optional.ofNullable(sent.get(messageId));
  }

  boolean hasCommand(String command) {
    return commands.contains(command);
  }

  Optional<String> end(String command) {
    return Optional.ofNullable(ends.get(command));
  }

  /** The station says something; the answer will be looked at with it. */
  void heard(Frame.Call call) {
    heard.put(call.id().value(), call);
  }

  /** What is acknowledged is on disk; what is asked again has the same answer again. */
  void answered(Frame.CallResult result, Consumer<String> broken) {
    String id = result.id().value();
    Frame.Call call = heard.get(id);
    if (call == null || call.action().name().equals("Heartbeat")) {
      return;
    }
    if (!answeredIds.contains(id)) {
      broken.accept("%s of %s is answered and the log does not know".formatted(id, station));
    }
    if (call.action().name().equals("BootNotification")) {
      return;
    }
    String key = id + " " + call.action() + " " + call.payload().text();
    Answer before = answers.get(key);
    String payload = result.payload().text();
    if (before != null
        && answerCount - before.number() <= REMEMBERED
        && !before.payload().equals(payload)) {
      broken.accept(
          "%s of %s had the answer %s and now %s"
              .formatted(id, station, before.payload(), payload));
    }
    answers.put(key, new Answer(payload, ++answerCount));
  }

  @SuppressWarnings("ReferenceEquality") // the same object need not be looked at again
  void live(StationState state, Consumer<String> broken) {
    if (state == lastLive) {
      return;
    }
    lastLive = state;
    if (state.seq() >= states.size()) {
      broken.accept("the live state of %s is ahead of its log".formatted(station));
    } else if (!states.get((int) state.seq()).equals(state)) {
      broken.accept(
          "the live state of %s is not the fold of its log: %s and not %s"
              .formatted(station, state, states.get((int) state.seq())));
    }
    if (state.commands().queued().size() > Server.POLICY.commandQueue()) {
      broken.accept("too many commands of %s wait".formatted(station));
    }
  }

  void atRest(Consumer<String> broken) {
    for (String command : commands) {
      if (!ends.containsKey(command)) {
        broken.accept("%s of %s never ended".formatted(command, station));
      }
    }
  }
}
