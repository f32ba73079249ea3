// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.StationContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a handler has nothing to do for a station. The calls of a station never overlap, and
 * timers run as such calls: one that runs and finds nothing waiting knows it.
 */
final class Quiet {
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final VirtualTime time;
  private final Duration patience;
  private final Map<StationId, StationContext> contexts = new ConcurrentHashMap<>();
  private final Map<StationId, StationContext> hung = new ConcurrentHashMap<>();

  Quiet(VirtualTime time, Duration patience) {
    this.time = time;
    this.patience = patience;
  }

  /** A new object serves the station. */
  void opened(StationId station, StationContext context) {
    contexts.put(station, context);
  }

  /** False when the handler did not come back within the patience. */
  boolean await(StationId station, Supplier<SlotStatus> slot) {
    long began = System.nanoTime();
    @Nullable StationContext asked = null;
    CompletableFuture<Integer> waiting = new CompletableFuture<>();
    int before = Integer.MAX_VALUE;
    while (System.nanoTime() - began < patienceFor(station).toNanos()) {
      switch (slot.get().state()) {
        case QUARANTINED, REMOVED, BACKOFF -> {
          return true;
        }
        default -> {}
      }
      StationContext context = contexts.get(station);
      if (context != null && (!context.equals(asked) || waiting.isDone())) {
        asked = context;
        CompletableFuture<Integer> next = new CompletableFuture<>();
        waiting = next;
        var _ = context.timers().after(Duration.ZERO, () -> next.complete(slot.get().queued()));
      }
      while (time.step(time.instant())) {
        // What is due now, the question above among it.
      }
      int left = await(waiting);
      if (left == 0 || left == before) {
        // As many as before: they wait for an answer that is to come later.
        hung.remove(station);
        return true;
      }
      before = left > 0 ? left : before;
    }
    if (asked != null) {
      hung.put(station, asked);
    }
    return false;
  }

  /** Once is enough to wait for an object that hangs. */
  private Duration patienceFor(StationId station) {
    StationContext context = hung.get(station);
    return context != null && context.equals(contexts.get(station)) ? GLANCE : patience;
  }

  /** How many things wait in the slot, -1 when that is not known yet. */
  private static int await(CompletableFuture<Integer> waiting) {
    try {
      return waiting.get(GLANCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return -1;
    } catch (ExecutionException e) {
      throw new AssertionError("The fake server failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the handler was at work", e);
    }
  }
}
