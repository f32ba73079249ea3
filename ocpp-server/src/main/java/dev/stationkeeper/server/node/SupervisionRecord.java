// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.eventmanager.SupervisionListener;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what supervision did on record, and tells the observers of the station that it happened to.
 */
final class SupervisionRecord implements SupervisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisionRecord.class);

  private final SystemLog log;
  private final Counters counters;
  private final BiConsumer<StationId, Occurrence> observers;
  private final InstantSource clock;

  SupervisionRecord(
      SystemLog log,
      Counters counters,
      BiConsumer<StationId, Occurrence> observers,
      InstantSource clock) {
    this.log = log;
    this.counters = counters;
    this.observers = observers;
    this.clock = clock;
  }

  @Override
  public void on(SupervisionEvent event) {
    String handler = event.handler().name();
    switch (event) {
      case SupervisionEvent.HandlerCrashed e -> {
        counters.count("handler_crashed");
        record(
            new SystemEvent.HandlerCrashed(
                handler, e.station().value(), e.generation(), e.failure() + ": " + e.text()));
        tell(e.station(), "HandlerCrashed", handler, e.failure().toString());
      }
      case SupervisionEvent.HandlerReinstalled e -> {
        counters.count("handler_reinstalled");
        record(new SystemEvent.HandlerReinstalled(handler, e.station().value(), e.generation()));
        tell(e.station(), "HandlerReinstalled", handler, "");
      }
      case SupervisionEvent.HandlerQuarantined e -> {
        counters.count("handler_quarantined");
        record(new SystemEvent.HandlerQuarantined(handler, e.station().value(), e.reason()));
        tell(e.station(), "HandlerQuarantined", handler, e.reason());
        if (!e.whole()) {
          raise(alarm(handler, e.station()), e.station().value(), handler, e.reason());
        }
      }
      case SupervisionEvent.HandlerResumed e -> {
        record(new SystemEvent.HandlerResumed(handler, e.station().value()));
        tell(e.station(), "HandlerResumed", handler, "");
        record(new SystemEvent.AlarmCleared(alarm(handler, e.station()), null));
      }
      case SupervisionEvent.HandlerSwapped e -> counters.count("handler_swapped");
      case SupervisionEvent.SwapRolledBack e -> {
        // Why, and by whom it was wanted, is on record once for all stations.
        counters.count("handler_swap_rolled_back");
      }
      case SupervisionEvent.PluginFailed e -> {
        counters.count("plugin_failed");
        record(new SystemEvent.HandlerCrashed(handler, null, 0, e.failure() + ": " + e.text()));
      }
      case SupervisionEvent.ConsumerCrashed e -> {
        counters.count("handler_crashed");
        record(
            new SystemEvent.HandlerCrashed(
                handler, null, e.generation(), e.failure() + ": " + e.text()));
      }
      case SupervisionEvent.ConsumerReopened e -> {
        counters.count("handler_reinstalled");
        record(new SystemEvent.HandlerReinstalled(handler, null, e.generation()));
      }
      case SupervisionEvent.PluginQuarantined e -> {
        counters.count("plugin_quarantined");
        record(new SystemEvent.HandlerQuarantined(handler, null, e.reason()));
        raise(alarm(handler), null, handler, e.reason());
      }
      case SupervisionEvent.StopFailed e -> counters.count("handler_stop_failed");
      case SupervisionEvent.PluginResumed e -> {
        counters.count("plugin_resumed");
        record(new SystemEvent.HandlerResumed(handler, null));
        record(new SystemEvent.AlarmCleared(alarm(handler), null));
      }
      // On record with the load that is given up (PluginChanges).
      case SupervisionEvent.CanaryAborted e -> counters.count("handler_canary_aborted");
      case SupervisionEvent.ThreadAbandoned e -> counters.count("handler_thread_abandoned");
      case SupervisionEvent.ThreadsLeaked e -> counters.count("handler_threads_leaked");
    }
    LOG.info("{}", event);
  }

  private static String alarm(String handler) {
    return "quarantine:" + handler;
  }

  private static String alarm(String handler, StationId station) {
    return alarm(handler) + ":" + station;
  }

  /** A handler that is out of service needs somebody: what it decided is decided by default now. */
  private void raise(String alarm, @Nullable String station, String handler, String reason) {
    String text = "Handler %s is quarantined: %s".formatted(handler, reason);
    record(new SystemEvent.AlarmRaised(alarm, "quarantine", "critical", station, text));
  }

  /** Sequence 0: it is no fact of the station's, so it has no number in the station's log. */
  private void tell(StationId station, String type, String handler, String reason) {
    JsonView payload = JsonView.object().put("handler", handler).put("reason", reason).build();
    observers.accept(station, new Occurrence(0, clock.instant(), type, payload, false));
  }

  private void record(SystemEvent event) {
    var _ =
        log.append(event, null)
            .whenComplete(
                (position, failure) -> {
                  if (failure != null) {
                    counters.count("system_event_lost");
                    LOG.error("Not on record: {}", event, failure);
                  }
                });
  }
}
