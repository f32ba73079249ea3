// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.simulator.station.Closed;
import dev.stationkeeper.simulator.station.StationListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what passed at one station, and tells who waits for something. */
final class StationRecorder implements StationListener {
  /** How many frames, violations and untaken calls per action are kept. */
  static final int MAX_KEPT = 10_000;

  private final List<RecordedFrame> frames = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  // From here on: on the station's thread only.
  private final Map<String, Deque<Frame.Call>> untaken = new HashMap<>();
  private final Map<String, Deque<Consumer<Frame.Call>>> takers = new HashMap<>();
  private final List<Consumer<Closed>> closeWaiters = new ArrayList<>();
  private final List<Consumer<@Nullable Closed>> connectWaiters = new ArrayList<>();

  /** Tells null when the next connection is open, or why there is none. */
  void onNextConnect(Consumer<@Nullable Closed> waiter) {
    connectWaiters.add(waiter);
  }

  void onNextClose(Consumer<Closed> waiter) {
    closeWaiters.add(waiter);
  }

  void take(String action, Consumer<Frame.Call> taker) {
    Deque<Frame.Call> waiting = untaken.get(action);
    Frame.Call call = waiting == null ? null : waiting.pollFirst();
    if (call != null) {
      taker.accept(call);
    } else {
      takers.computeIfAbsent(action, key -> new ArrayDeque<>()).addLast(taker);
    }
  }

  List<RecordedFrame> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  List<String> violations() {
    synchronized (frames) {
      return List.copyOf(violations);
    }
  }

  @Override
  public void sent(String frame) {
    keep(true, frame);
  }

  @Override
  public void received(String frame) {
    keep(false, frame);
  }

  private void keep(boolean sent, String text) {
    synchronized (frames) {
      if (frames.size() < MAX_KEPT) {
        frames.add(new RecordedFrame(Instant.now(), sent, text));
      }
    }
  }

  @Override
  public void violation(String what) {
    synchronized (frames) {
      if (violations.size() < MAX_KEPT) {
        violations.add(what);
      }
    }
  }

  @Override
  public void opened() {
    List<Consumer<@Nullable Closed>> told = List.copyOf(connectWaiters);
    connectWaiters.clear();
    told.forEach(waiter -> waiter.accept(null));
  }

  @Override
  public void closed(Closed why) {
    List<Consumer<@Nullable Closed>> refused = List.copyOf(connectWaiters);
    List<Consumer<Closed>> told = List.copyOf(closeWaiters);
    connectWaiters.clear();
    closeWaiters.clear();
    refused.forEach(waiter -> waiter.accept(why));
    told.forEach(waiter -> waiter.accept(why));
  }

  @Override
  public void called(Frame.Call call) {
    String action = call.action().name();
    Deque<Consumer<Frame.Call>> waiting = takers.get(action);
    Consumer<Frame.Call> taker = waiting == null ? null : waiting.pollFirst();
    if (taker != null) {
      taker.accept(call);
      return;
    }
    Deque<Frame.Call> calls = untaken.computeIfAbsent(action, key -> new ArrayDeque<>());
    if (calls.size() < MAX_KEPT) {
      calls.addLast(call);
    }
  }
}
