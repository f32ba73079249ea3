// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.eventmanager.SupervisionListener;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Watches what supervision does with the handler, and says when nothing more is to be learnt. */
final class ReplaySupervision implements SupervisionListener {
  private final int most;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile @Nullable String ended;

  /** Ends a replay after {@code most} failures. */
  ReplaySupervision(int most) {
    this.most = most;
  }

  /** Why the replay is over; null while it is not. */
  @Nullable String ended() {
    return ended;
  }

  @Override
  public void on(SupervisionEvent event) {
    switch (event) {
      case SupervisionEvent.PluginFailed e -> end("The handler does not start: " + e.text());
      case SupervisionEvent.PluginQuarantined e ->
          end("The handler was quarantined: " + e.reason());
      case SupervisionEvent.HandlerQuarantined e ->
          end("The handler was quarantined for " + e.station() + ": " + e.reason());
      case SupervisionEvent.HandlerCrashed e -> {
        if (failures.incrementAndGet() >= most) {
          end("The handler failed " + most + " times, the last time with: " + e.text());
        }
      }
      default -> {
        // changes nothing for a replay
      }
    }
  }

  /** Ends the replay; the first reason counts. */
  synchronized void end(String why) {
    if (ended == null) {
      ended = why.lines().findFirst().orElse(why);
    }
  }
}
