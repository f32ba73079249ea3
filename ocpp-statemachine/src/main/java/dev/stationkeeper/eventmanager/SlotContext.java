// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/** The context of one instance. It only enqueues, and does nothing once it is fenced. */
final class SlotContext implements StationContext {
  private static final int MOST_TIMERS = 64;
  private static final int MOST_COMMANDS = 16;
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PATIENCE = Duration.ofHours(24);

  private final HandlerSlot slot;
  private final PluginHost host;
  private final int generation;
  private final Supervision supervision;
  private final OwnedTimers timers;
  private final AtomicInteger commands = new AtomicInteger();
  private volatile boolean fenced;

  SlotContext(HandlerSlot slot, PluginHost host, int generation, Supervision supervision) {
    this.slot = slot;
    this.host = host;
    this.generation = generation;
    this.supervision = supervision;
    this.timers =
        new OwnedTimers(supervision.scheduler(), MOST_TIMERS, task -> slot.post(generation, task));
  }

  /** From now on it does nothing. */
  void fence() {
    fenced = true;
    timers.close();
  }

  @Override
  public StationId station() {
    return slot.station();
  }

  @Override
  public Optional<OcppVersion> version() {
    return supervision.services().version(station());
  }

  @Override
  public InstantSource clock() {
    return supervision.scheduler();
  }

  @Override
  public JsonView state() {
    return supervision.shownTo(host.spec()).apply(supervision.services().state(station()));
  }

  @Override
  public JsonView deviceModel() {
    return supervision.services().deviceModel(station());
  }

  @Override
  public CompletionStage<CommandResult> send(Action action, JsonView payload, Duration patience) {
    StationStage<CommandResult> result = new StationStage<>(slot, host);
    if (fenced) {
      result.completeExceptionally(new IllegalStateException("This handler serves no longer"));
    } else if (patience.compareTo(SHORTEST_PATIENCE) < 0
        || patience.compareTo(LONGEST_PATIENCE) > 0) {
      result.completeExceptionally(
          new IllegalArgumentException("Patience is 1 s to 24 h: " + patience));
    } else if (commands.incrementAndGet() > MOST_COMMANDS) {
      commands.decrementAndGet();
      result.completeExceptionally(
          new IllegalStateException(
              "More than " + MOST_COMMANDS + " commands to " + station() + " wait already"));
    } else {
      supervision
          .services()
          .send(station(), slot.id(), action, payload, patience)
          .whenComplete((done, thrown) -> arrived(result, done, thrown));
    }
    return result;
  }

  /** On a thread of the engine's: what hangs on the stage runs as a call of the slot instead. */
  private void arrived(StationStage<CommandResult> result, CommandResult done, Throwable thrown) {
    slot.post(
        generation,
        () -> {
          // Not before its turn: the limit is also that of results that wait.
          commands.decrementAndGet();
          if (thrown == null) {
            result.complete(done);
          } else {
            result.completeExceptionally(thrown);
          }
        });
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public void checkpoint(Snapshot snapshot) {
    if (!fenced) {
      supervision.services().checkpoint(station(), slot.id(), snapshot);
    }
  }

  @Override
  public void count(String name, long increment) {
    if (!fenced) {
      host.count(name, increment);
    }
  }

  @Override
  public Logger logger() {
    return host.logger(station().value() + ": ");
  }
}
