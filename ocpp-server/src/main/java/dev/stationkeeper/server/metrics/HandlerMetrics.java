// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.metrics;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times vendors' code by handler and outcome. Outcomes are a fixed set. */
final class HandlerMetrics implements HandlerMeter {
  /** Names of handlers that are told apart; plugins that come and go share the rest. */
  static final int MOST = 64;

  private final MeterRegistry registry;
  private final Map<String, Map<String, Timer>> byHandler = new ConcurrentHashMap<>();

  HandlerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void called(HandlerId handler, String outcome, Duration took) {
    String name = bounded(handler.name());
    Map<String, Timer> timers = byHandler.get(name);
    if (timers == null) {
      timers = byHandler.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
    }
    Timer timer = timers.get(outcome);
    if (timer == null) {
      timer = timers.computeIfAbsent(outcome, o -> timer(name, o));
    }
    timer.record(took);
  }

  private String bounded(String name) {
    return byHandler.containsKey(name) || byHandler.size() < MOST ? name : MessageMetrics.OTHER;
  }

  private Timer timer(String handler, String outcome) {
    return Timer.builder("stationkeeper.handler")
        .description("Calls of vendors' code, by what came of them")
        .tag("handler", handler)
        .tag("outcome", outcome)
        .serviceLevelObjectives(Buckets.HANDLERS)
        .register(registry);
  }
}
