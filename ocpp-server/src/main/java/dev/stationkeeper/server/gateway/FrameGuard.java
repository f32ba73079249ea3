// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;

/**
 * What one connection may send: so many frames of any kind, a message in so many pieces and within
 * so long. The library bounds a message's bytes only: fragments without a byte would never end, and
 * a message that comes byte by byte would hold its memory as long as it likes. Used by the thread
 * that decodes the connection; {@link #isSlow} from any thread.
 */
final class FrameGuard {
  private static final int POLICY = 1008;

  /** More than a message of the largest size in pieces of a TCP segment each. */
  static final int MOST_FRAGMENTS = 1024;

  private final FrameRate rate;
  private final Counters counters;
  private int fragments;

  /** When the message that is coming in began, 0 when none is. */
  private volatile long since;

  FrameGuard(GatewaySettings settings, Counters counters) {
    this.rate = new FrameRate(settings.framesPerSecond(), settings.frameBurst(), System.nanoTime());
    this.counters = counters;
  }

  /** Notes what a piece of the stream was found to hold. */
  void read(List<Framedata> frames) {
    boolean open =
        frames.isEmpty()
            || frames.reversed().stream()
                .filter(frame -> isData(frame.getOpcode()))
                .findFirst()
                .map(frame -> !frame.isFin())
                .orElse(since != 0 && fragments > 0);
    if (!open) {
      since = 0;
    } else if (since == 0) {
      since = Math.max(1, System.nanoTime());
    }
  }

  /** True when a frame may be looked at; otherwise the connection is being closed. */
  boolean admits(WebSocket socket, Framedata frame) {
    if (!rate.allows(System.nanoTime())) {
      return refuse(socket, "too_many_frames", "too many frames per second");
    }
    if (isData(frame.getOpcode())) {
      fragments = frame.isFin() ? 0 : fragments + 1;
    }
    if (fragments > MOST_FRAGMENTS) {
      return refuse(socket, "too_many_fragments", "too many fragments");
    }
    return true;
  }

  /** A compressed message has grown beyond the largest. */
  void inflatedTooMuch() {
    counters.count("compression_bomb");
  }

  /** True when a message has been coming in for longer than {@code nanos}. */
  boolean isSlow(long now, long nanos) {
    long began = since;
    return began != 0 && now - began > nanos;
  }

  private boolean refuse(WebSocket socket, String counter, String reason) {
    if (socket.isOpen()) {
      counters.count(counter);
      socket.close(POLICY, reason);
    }
    return false;
  }

  private static boolean isData(Opcode opcode) {
    return opcode == Opcode.TEXT || opcode == Opcode.BINARY || opcode == Opcode.CONTINUOUS;
  }
}
