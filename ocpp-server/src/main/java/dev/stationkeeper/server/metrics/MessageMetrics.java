// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.metrics;

import dev.stationkeeper.engine.OpenCall;
import dev.stationkeeper.engine.Traffic;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.CommandStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times messages, decisions and commands. Actions that a version does not define are
 * {@value #OTHER}: a station may send any name.
 */
final class MessageMetrics implements Traffic {
  static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Map<OcppVersion, ByAction> received = new HashMap<>();
  private final Map<OcppVersion, ByAction> sent = new HashMap<>();
  private final Map<OcppVersion, Counter> malformed = new HashMap<>();
  private final Map<String, Timer> decisions = new HashMap<>();
  private final Map<CommandStatus, Counter> commands = new EnumMap<>(CommandStatus.class);

  MessageMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (OcppVersion version : OcppVersion.all()) {
      received.put(version, new ByAction(version, "received", "stationkeeper.answer"));
      sent.put(version, new ByAction(version, "sent", "stationkeeper.call"));
      malformed.put(
          version,
          Counter.builder("stationkeeper.messages.malformed")
              .description("What stations wrote that is no message")
              .tag("version", version.number())
              .register(registry));
    }
    for (String outcome : new String[] {"answered", "refused", "passed", "failed"}) {
      decisions.put(
          outcome,
          Timer.builder("stationkeeper.decision")
              .description("From the question to all handlers to its outcome")
              .tag("outcome", outcome)
              .serviceLevelObjectives(Buckets.ANSWERS)
              .register(registry));
    }
    for (CommandStatus status : CommandStatus.values()) {
      if (status.isEnd()) {
        commands.put(
            status,
            Counter.builder("stationkeeper.commands")
                .description("Commands by the end that they reached")
                .tag("status", status.wireName())
                .register(registry));
      }
    }
  }

  /** What is measured of one action in one direction. */
  private record Meters(
      Counter ok, Counter refused, Counter none, Counter unanswered, Timer took) {}

  /** The meters of one version and direction; made when an action is first met. */
  private final class ByAction {
    private final MessageCatalogue catalogue;
    private final String version;
    private final String direction;
    private final String timer;
    private final Map<Action, Meters> known = new ConcurrentHashMap<>();
    private final Meters other;

    ByAction(OcppVersion version, String direction, String timer) {
      this.catalogue = MessageCatalogue.of(version);
      this.version = version.number();
      this.direction = direction;
      this.timer = timer;
      this.other = make(Action.of(OTHER));
    }

    Meters of(Action action) {
      Meters meters = known.get(action);
      if (meters != null) {
        return meters;
      }
      return catalogue.request(action).isPresent()
          ? known.computeIfAbsent(action, this::make)
          : other;
    }

    private Meters make(Action action) {
      return new Meters(
          counter(action, "ok"),
          counter(action, "error"),
          counter(action, "lost"),
          counter(action, "unanswered"),
          Timer.builder(timer)
              .description(
                  direction.equals("sent")
                      ? "From a CALL of ours to its result"
                      : "From a station's CALL to our answer")
              .tag("version", version)
              .tag("action", action.name())
              .serviceLevelObjectives(Buckets.ANSWERS)
              .register(registry));
    }

    private Counter counter(Action action, String result) {
      return Counter.builder("stationkeeper.messages")
          .description("CALLs and SENDs by what became of them")
          .tag("direction", direction)
          .tag("version", version)
          .tag("action", action.name())
          .tag("result", result)
          .register(registry);
    }
  }

  private static Meters of(Map<OcppVersion, ByAction> direction, OpenCall call) {
    ByAction version = direction.get(call.version());
    if (version == null) {
      throw new IllegalStateException("no meters for " + call.version());
    }
    return version.of(call.action());
  }

  @Override
  public void noted(OpenCall send) {
    of(received, send).unanswered().increment();
  }

  @Override
  public void malformed(StationId station, OcppVersion version) {
    Counter counter = malformed.get(version);
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void decided(OpenCall call, Outcome outcome, Duration took) {
    String name =
        switch (outcome) {
          case Outcome.Answered answered -> "answered";
          case Outcome.Refused refused -> "refused";
          case Outcome.Passed passed -> "passed";
          case Outcome.Failed failed -> "failed";
        };
    Timer timer = decisions.get(name);
    if (timer != null) {
      timer.record(took);
    }
  }

  @Override
  public void answered(OpenCall call, Frame answer, Duration took) {
    ended(of(received, call), answer, took);
  }

  @Override
  public void lost(OpenCall call) {
    of(received, call).none().increment();
  }

  @Override
  public void resulted(OpenCall call, @Nullable Frame result, Duration took) {
    ended(of(sent, call), result, took);
  }

  private static void ended(Meters meters, @Nullable Frame end, Duration took) {
    switch (end) {
      case null -> meters.none().increment();
      case Frame.CallResult result -> {
        meters.ok().increment();
        meters.took().record(took);
      }
      default -> {
        meters.refused().increment();
        meters.took().record(took);
      }
    }
  }

  @Override
  public void progressed(
      StationId station, String commandId, CommandStatus status, @Nullable OpenCall out) {
    Counter counter = commands.get(status);
    if (counter != null) {
      counter.increment();
    }
  }
}
