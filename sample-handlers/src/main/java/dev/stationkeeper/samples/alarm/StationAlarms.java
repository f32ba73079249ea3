// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Alarms;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alarms of one station. */
final class StationAlarms implements StationHandler {
  private static final Duration CRASH_QUIET = Duration.ofMinutes(10);

  private final StationId station;
  private final Alarms alarms;
  private final Timers timers;
  private final Duration offlineAfter;
  private final Map<String, Timers.Timer> quiet = new HashMap<>();
  private Timers.@Nullable Timer offline;

  StationAlarms(StationId station, Alarms alarms, Timers timers, Duration offlineAfter) {
    this.station = station;
    this.alarms = alarms;
    this.timers = timers;
    this.offlineAfter = offlineAfter;
  }

  @Override
  public Answer onRequest(Request request) {
    return Answer.pass();
  }

  /** A replayed event is followed like a new one: alarms open and close by key, not by count. */
  @Override
  public void onEvent(StationEvent event) {
    switch (event.type()) {
      case "ConnectionOpened" -> online();
      case "ConnectionClosed" -> offline();
      case "ConnectorStatusReported" -> status(event.payload());
      case "HandlerCrashed" -> crashed(event.payload());
      case "HandlerQuarantined" -> quarantined(event.payload());
      case "HandlerResumed" -> alarms.clear(handlerKey(event.payload()));
      default -> {} // an open set
    }
  }

  private void online() {
    stopWaiting();
    alarms.clear(offlineKey());
  }

  private void offline() {
    stopWaiting();
    offline =
        timers.after(
            offlineAfter,
            () ->
                alarms.raise(
                    offlineKey(),
                    Severity.WARNING,
                    station,
                    station + " has been offline for " + offlineAfter.toSeconds() + " s"));
  }

  private void stopWaiting() {
    if (offline != null) {
      offline.cancel();
      offline = null;
    }
  }

  private void status(JsonView status) {
    String evse = status.number("evse").isPresent() ? status.number("evse").getAsLong() + "/" : "";
    String connector = evse + status.number("connector").orElse(0);
    String key = "faulted:" + station + ":" + connector;
    if (status.string("status").equals(Optional.of("Faulted"))) {
      alarms.raise(
          key,
          Severity.CRITICAL,
          station,
          "Connector %s of %s is faulted: %s"
              .formatted(
                  connector, station, status.string("errorCode").orElse("no error code given")));
    } else {
      alarms.clear(key);
    }
  }

  /** Stays open until the handler has not crashed again for a while: it was replaced at once. */
  private void crashed(JsonView event) {
    String key = handlerKey(event);
    alarms.raise(
        key,
        Severity.WARNING,
        station,
        "Handler %s crashed for %s and was replaced: %s"
            .formatted(
                event.string("handler").orElse(""), station, event.string("reason").orElse("")));
    quietly(key, timers.after(CRASH_QUIET, () -> alarms.clear(key)));
  }

  private void quarantined(JsonView event) {
    String key = handlerKey(event);
    quietly(key, null);
    alarms.raise(
        key,
        Severity.CRITICAL,
        station,
        "Handler %s serves %s no longer: %s"
            .formatted(
                event.string("handler").orElse(""), station, event.string("reason").orElse("")));
  }

  /** One timer a handler; the number of handlers is the bound. */
  private void quietly(String key, Timers.@Nullable Timer timer) {
    Timers.Timer before = timer == null ? quiet.remove(key) : quiet.put(key, timer);
    if (before != null) {
      before.cancel();
    }
  }

  private String handlerKey(JsonView event) {
    return "handler:" + event.string("handler").orElse("") + ":" + station;
  }

  private String offlineKey() {
    return "offline:" + station;
  }
}
