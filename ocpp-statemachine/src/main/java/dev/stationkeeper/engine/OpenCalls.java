// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pairs one station's calls with their answers, in both directions, so that {@link Traffic} hears
 * how long each took. Decides nothing: what is out of step here costs a measurement. Used by the
 * station's drain only.
 */
final class OpenCalls {
  /** As many CALLs as the machine lets wait by default; an older one is forgotten first. */
  static final int MOST = 64;

  private final StationId station;
  private final Traffic traffic;

  /** Nothing is kept for the many stations that say nothing at the moment. */
  private List<OpenCall> waiting = List.of();

  private @Nullable OpenCall out;
  private @Nullable String outCommand;
  private OcppVersion version = OcppVersion.V1_6;

  OpenCalls(StationId station, Traffic traffic) {
    this.station = station;
    this.traffic = traffic;
  }

  /** What is told of sockets concerns the calls on them. */
  void follow(Input input) {
    switch (input) {
      case Input.Opened opened -> opened(opened.connection(), opened.version());
      case Input.Closed closed -> closed(closed.connection());
      default -> {}
    }
  }

  /** A socket is open; CALLs of those before it get no answer any more. */
  private void opened(long connection, OcppVersion spoken) {
    version = spoken;
    lose(call -> call.connection() != connection);
  }

  private void closed(long connection) {
    lose(call -> call.connection() == connection);
  }

  /** A frame of the station was read, which came in at {@code at}. */
  void came(long connection, OcppVersion spoken, Frame frame, Instant at, Instant now) {
    switch (frame) {
      case Frame.Call call -> register(open(connection, spoken, call.id(), call.action(), at));
      case Frame.Send send -> traffic.noted(open(connection, spoken, send.id(), send.action(), at));
      default -> {
        OpenCall own = out;
        if (own != null && own.id().equals(frame.id())) {
          end(own, frame, now);
        }
      }
    }
  }

  /** A frame of ours was given to the socket. */
  void left(long connection, Frame frame, Instant now) {
    switch (frame) {
      case Frame.Call call -> {
        if (out != null) {
          end(out, null, now);
        }
        OpenCall own = open(connection, version, call.id(), call.action(), now);
        out = own;
        traffic.sent(own);
      }
      case Frame.CallResult result -> answered(connection, result, now);
      case Frame.CallError error -> answered(connection, error, now);
      default -> {}
    }
  }

  void progressed(String commandId, CommandStatus status, Instant now) {
    traffic.progressed(station, commandId, status, out);
    if (status == CommandStatus.SENT) {
      outCommand = commandId;
    } else if (out != null && commandId.equals(outCommand)) {
      end(out, null, now);
    }
  }

  /** A CALL that has no answer yet; null when it is unknown here. */
  @Nullable OpenCall find(long connection, MessageId id) {
    for (OpenCall call : waiting) {
      if (call.connection() == connection && call.id().equals(id)) {
        return call;
      }
    }
    return null;
  }

  private OpenCall open(long on, OcppVersion spoken, MessageId id, Action action, Instant at) {
    return new OpenCall(station, on, spoken, id, action, at);
  }

  private void register(OpenCall call) {
    if (waiting.isEmpty()) {
      waiting = new ArrayList<>(2);
    } else if (waiting.size() >= MOST) {
      traffic.lost(waiting.removeFirst());
    }
    waiting.add(call);
    traffic.received(call);
  }

  private void answered(long connection, Frame answer, Instant now) {
    OpenCall call = find(connection, answer.id());
    if (call != null) {
      waiting.remove(call);
      if (waiting.isEmpty()) {
        waiting = List.of();
      }
      traffic.answered(call, answer, between(call.at(), now));
    }
  }

  private void end(OpenCall own, @Nullable Frame result, Instant now) {
    out = null;
    outCommand = null;
    traffic.resulted(own, result, between(own.at(), now));
  }

  private void lose(Predicate<OpenCall> which) {
    if (waiting.isEmpty()) {
      return;
    }
    List<OpenCall> left = new ArrayList<>(2);
    for (OpenCall call : waiting) {
      if (which.test(call)) {
        traffic.lost(call);
      } else {
        left.add(call);
      }
    }
    waiting = left.isEmpty() ? List.of() : left;
  }

  /** A wall clock may be set back; nothing takes less than no time. */
  private static Duration between(Instant from, Instant to) {
    Duration took = Duration.between(from, to);
    return took.isNegative() ? Duration.ZERO : took;
  }
}
