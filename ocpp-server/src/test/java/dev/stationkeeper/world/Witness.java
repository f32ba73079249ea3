// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.EventLog.LoggedEvent;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.ParsedFrame;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Knows what must be true after every step of a world, and keeps the first thing that is not. */
final class Witness {
  private static final FrameCodec CODEC = new FrameCodec();

  private final Map<StationId, Known> stations = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private @Nullable String broken;

  void broken(String what) {
    if (broken == null) {
      broken = what;
    }
  }

  Optional<String> broken() {
    return Optional.ofNullable(broken);
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  private Known known(StationId station) {
    return stations.computeIfAbsent(station, Known::new);
  }

  // ---- the log ---------------------------------------------------------------------------------

  void durable(StationId station, long lastSequence, List<NewEvent> batch) {
    Known known = known(station);
    if (known.size() != lastSequence) {
      broken(
          "the log of %s took a batch at %d of %d".formatted(station, lastSequence, known.size()));
    }
    for (NewEvent event : batch) {
      known.add(event.event(), event.at(), this::broken);
    }
  }

  /** What was durable before the server went is there when it comes back, and in its order. */
  void restarted(Store store) {
    Map<StationId, Long> found = new HashMap<>();
    List<LoggedEvent> all = new ArrayList<>();
    store.readAll(all::add);
    for (LoggedEvent event : all) {
      found.put(event.station(), event.sequence());
      Known known = known(event.station());
      if (event.sequence() > known.size()) {
        // Written, but its writer was gone before anybody heard of it.
        known.add(event.event(), event.at(), this::broken);
      } else if (!known.event(event.sequence()).equals(event.event())) {
        broken("event %d of %s is another one".formatted(event.sequence(), event.station()));
      }
    }
    stations.forEach(
        (station, known) -> {
          if (found.getOrDefault(station, 0L) < known.size()) {
            broken("events of %s that were acknowledged are gone".formatted(station));
          }
        });
  }

  // ---- the wire --------------------------------------------------------------------------------

  void received(Wire wire, String text) {
    switch (CODEC.parse(text, wire.version)) {
      case ParsedFrame.Valid valid -> {
        switch (valid.frame()) {
          case Frame.Call call -> {
            wire.calls.merge(call.id().value(), 1, Integer::sum);
            known(wire.station.id()).heard(call);
          }
          case Frame.CallResult result -> settled(wire, result.id());
          case Frame.CallError error -> settled(wire, error.id());
          default -> {}
        }
      }
      case ParsedFrame.Malformed malformed -> {
        malformed.brokenAnswerTo().ifPresent(id -> settled(wire, id));
        if (malformed.answer() instanceof Frame.CallError owed) {
          wire.calls.merge(owed.id().value(), 1, Integer::sum);
        }
      }
    }
  }

  private static void settled(Wire wire, MessageId id) {
    if (id.value().equals(wire.out)) {
      wire.out = null;
    }
  }

  void sent(Wire wire, String text, Instant now) {
    if (!(CODEC.parse(text, wire.version) instanceof ParsedFrame.Valid valid)) {
      broken("the server wrote no frame: " + text);
      return;
    }
    Known known = known(wire.station.id());
    switch (valid.frame()) {
      case Frame.Call call -> called(wire, known, call, now);
      case Frame.CallResult result -> {
        answered(wire, result.id());
        known.answered(result, this::broken);
      }
      case Frame.CallError error -> answered(wire, error.id());
      default -> {}
    }
  }

  private void called(Wire wire, Known known, Frame.Call call, Instant now) {
    String id = call.id().value();
    String out = wire.out;
    // It is given up when its time is over, which runs from the decision to send it.
    if (out != null
        && known
            .sent(out)
            .filter(since -> now.isBefore(since.plus(Server.POLICY.callTimeout())))
            .isPresent()) {
      broken("%s is sent on %s while %s is out".formatted(id, wire, out));
    }
    if (known.sent(id).isEmpty()) {
      broken("%s is sent on %s and the log does not know".formatted(id, wire));
    }
    wire.out = id;
  }

  private void answered(Wire wire, MessageId id) {
    int times = wire.answers.merge(id.value(), 1, Integer::sum);
    int asked = wire.calls.getOrDefault(id.value(), 0);
    if (times > asked) {
      broken("%s has %d answers to %d CALLs %s".formatted(wire, times, asked, id));
    }
  }

  // ---- commands --------------------------------------------------------------------------------

  void taken(StationId station, String command) {
    if (!known(station).hasCommand(command)) {
      broken("%s of %s was taken and the log does not know".formatted(command, station));
    }
  }

  void ended(StationId station, String command, String status) {
    if (!status.equals(known(station).end(command).orElse(null))) {
      broken("%s of %s has ended and the log does not know".formatted(command, station));
    }
  }

  // ---- at every step, and at the end -----------------------------------------------------------

  /** The live state is the fold of the log as far as it has come, and within its bounds. */
  void live(StationState state) {
    known(state.id()).live(state, this::broken);
  }

  void slot(SlotStatus slot) {
    int most =
        Server.SUPERVISION.requests()
            + Math.max(Server.SUPERVISION.notices(), Server.SUPERVISION.backlog())
            + 1;
    if (slot.queued() > most) {
      broken(
          "%d wait in the slot %s of %s".formatted(slot.queued(), slot.handler(), slot.station()));
    }
  }

  /** Nothing moves any more. */
  void atRest(List<Wire> open, List<StationState> live) {
    for (Wire wire : open) {
      wire.calls.forEach(
          (id, times) -> {
            if (wire.answers.getOrDefault(id, 0) == 0) {
              broken("%s has no answer to %s".formatted(wire, id));
            }
          });
    }
    for (StationState state : live) {
      if (state.seq() != known(state.id()).size()) {
        broken("the live state of %s is behind its log".formatted(state.id()));
      }
    }
    stations.values().forEach(known -> known.atRest(this::broken));
  }
}
