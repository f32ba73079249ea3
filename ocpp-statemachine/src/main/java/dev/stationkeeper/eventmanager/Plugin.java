// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fixed place of a configured handler; loads of it come and go. Thread-safe. */
final class Plugin {
  private final Supervision supervision;
  private final RestartBudget budget;
  private final Set<HandlerSlot> slots = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lost = new AtomicInteger();
  private final List<PluginHost> loads = new CopyOnWriteArrayList<>();
  private volatile HandlerSpec spec;
  private volatile @Nullable PluginHost serving;
  private final PluginChange change;

  // Guarded by this.
  private SlotState state = SlotState.STARTING;
  private int load;
  private String lastError = "";

  Plugin(HandlerSpec spec, Supervision supervision) {
    this.spec = spec;
    this.supervision = supervision;
    this.change = new PluginChange(this, supervision);
    this.budget = new RestartBudget(supervision.policy(), supervision.random());
  }

  HandlerId id() {
    return spec.id();
  }

  HandlerSpec spec() {
    return spec;
  }

  /** What may be changed about its load while stations stay connected. */
  PluginChange change() {
    return change;
  }

  /** The next start is one of {@code next}. */
  void respecify(HandlerSpec next) {
    spec = next;
  }

  Set<HandlerSlot> slots() {
    return slots;
  }

  /** The load that serves; empty while it starts or is quarantined. */
  Optional<PluginHost> serving() {
    return Optional.ofNullable(serving);
  }

  /** The load that serves {@code station}; empty while none does. */
  Optional<PluginHost> host(StationId station) {
    PluginHost main = serving;
    return main == null
        ? Optional.empty()
        : Optional.of(change.canary().host(station).orElse(main));
  }

  /** A slot for one more station, opened as soon as the plugin runs. */
  void add(HandlerSlot slot) {
    slots.add(slot);
    Optional<PluginHost> ready = host(slot.station());
    if (ready.isPresent()) {
      slot.pluginReady(ready.get());
    } else if (isQuarantined()) {
      slot.quarantine("The plugin is quarantined");
    }
  }

  void remove(HandlerSlot slot) {
    slots.remove(slot);
    change.shadow().ifPresent(beside -> beside.remove(slot.station()));
  }

  private synchronized boolean isQuarantined() {
    return state == SlotState.QUARANTINED;
  }

  void start() {
    PluginHost host = newLoad(spec);
    begin(host, failure -> failure.ifPresentOrElse(this::startFailed, () -> started(host)));
  }

  /** Starts it once, and tells why when it does not. */
  void start(Consumer<Optional<String>> done) {
    PluginHost host = newLoad(spec);
    begin(
        host,
        failure -> {
          if (failure.isEmpty()) {
            started(host);
          }
          done.accept(failure.map(Failure::summary));
        });
  }

  PluginHost newLoad(HandlerSpec of) {
    int number;
    synchronized (this) {
      number = ++load;
    }
    PluginHost host = new PluginHost(this, of, number, supervision);
    loads.add(host);
    return host;
  }

  /** Starts the object of {@code host}; a failed one is unloaded. */
  void begin(PluginHost host, Consumer<Optional<Failure>> done) {
    host.submit(
        new Call<>(
            host,
            null,
            supervision.policy().startDeadline(),
            call -> true,
            host::start,
            (call, made, failure) -> {
              if (failure != null) {
                unload(host);
                supervision
                    .listener()
                    .on(
                        new SupervisionEvent.PluginFailed(
                            id(), host.load(), failure.kind(), failure.text()));
              }
              done.accept(Optional.ofNullable(failure));
            }));
  }

  private void started(PluginHost host) {
    synchronized (this) {
      if (state == SlotState.REMOVED || state == SlotState.QUARANTINED) {
        unload(host);
        return;
      }
      state = SlotState.RUNNING;
      serving = host;
    }
    slots.forEach(slot -> slot.pluginReady(host));
    host.feed();
  }

  private void startFailed(Failure failure) {
    Optional<Duration> pause;
    synchronized (this) {
      lastError = failure.text();
      if (state == SlotState.REMOVED || state == SlotState.QUARANTINED) {
        return;
      }
      state = SlotState.BACKOFF;
      pause =
          failure.kind() == FailureClass.INCOMPATIBLE
              ? Optional.empty()
              : budget.spend(supervision.scheduler().instant());
    }
    if (pause.isEmpty()) {
      quarantine("It does not start: " + failure.summary());
    } else {
      supervision.scheduler().schedule(pause.get(), this::pauseOver);
    }
  }

  private void pauseOver() {
    synchronized (this) {
      if (state != SlotState.BACKOFF) {
        return;
      }
      state = SlotState.STARTING;
    }
    start();
  }

  /**
   * A thread of {@code on} was given up. Beyond the limit nothing of the plugin is called any more;
   * a canary is judged by its own threads, and only its share goes back.
   */
  void threadLost(PluginHost on, String thread) {
    boolean canary = change.canary().isOn(on);
    int zombies =
        canary
            ? on.zombies()
            : loads.stream().filter(host -> !host.isTrial()).mapToInt(PluginHost::zombies).sum();
    lost.incrementAndGet();
    supervision.listener().on(new SupervisionEvent.ThreadAbandoned(id(), thread, zombies));
    if (zombies < supervision.policy().zombies()) {
      return;
    }
    String reason = zombies + " threads did not come back";
    if (canary) {
      change.hung(on, reason);
    } else if (!on.isTrial() && !isQuarantined()) {
      quarantine(reason);
    }
  }

  /** Takes the handler out of service for all stations, without asking it. */
  void quarantine(String reason) {
    PluginHost host;
    synchronized (this) {
      if (state == SlotState.QUARANTINED || state == SlotState.REMOVED) {
        return;
      }
      state = SlotState.QUARANTINED;
      lastError = reason;
      host = serving;
      serving = null;
    }
    supervision.listener().on(new SupervisionEvent.PluginQuarantined(id(), reason));
    slots.forEach(slot -> slot.quarantine(reason));
    if (host != null) {
      var _ = retire(host);
    }
    change
        .canary()
        .drop()
        .ifPresent(
            canary -> {
              var _ = retire(canary);
            });
  }

  /** Lifts the quarantine of the plugin, which is loaded anew, and of its slots. */
  void resume() {
    boolean anew;
    synchronized (this) {
      anew = state == SlotState.QUARANTINED;
      if (anew) {
        state = SlotState.STARTING;
        budget.reset();
      }
    }
    slots.forEach(slot -> slot.resume(host(slot.station())));
    if (anew) {
      supervision.listener().on(new SupervisionEvent.PluginResumed(id()));
      start();
    }
  }

  /** Runs {@code step} on the scheduler's thread, so that thousands of steps do not nest. */
  void soon(Runnable step) {
    supervision.scheduler().schedule(Duration.ZERO, step);
  }

  void afterPause(Runnable step) {
    supervision.scheduler().schedule(supervision.policy().firstPause(), step);
  }

  /** True when a slot has failed to open so often that it is not to be tried again. */
  boolean isLastTry(int failures) {
    return failures >= supervision.policy().restarts();
  }

  /** The swap has decided: {@code host} serves. */
  void serve(PluginHost host) {
    boolean wanted;
    synchronized (this) {
      spec = host.spec();
      wanted = state == SlotState.RUNNING;
      if (wanted) {
        serving = host;
      }
    }
    if (!wanted) {
      // Quarantined or removed while the swap was under way; a resume loads anew.
      var _ = retire(host);
    }
  }

  /**
   * Ends a load in order: its consumer, its object, then its threads.
   *
   * @return completes when it is fed no more; the rest follows
   */
  CompletableFuture<Void> retire(PluginHost host) {
    CompletableFuture<Void> starved = new CompletableFuture<>();
    host.starve(
        () -> {
          end(host);
          starved.complete(null);
        });
    return starved;
  }

  private void end(PluginHost host) {
    host.submit(
        new Call<>(
            host,
            null,
            supervision.policy().stopDeadline(),
            call -> true,
            host::end,
            (call, ended, failure) -> {
              if (failure != null) {
                supervision
                    .listener()
                    .on(
                        new SupervisionEvent.PluginFailed(
                            id(), host.load(), failure.kind(), failure.text()));
              }
              unload(host);
            }));
  }

  /** The end, once all slots have stopped. Completes when a consumer is fed no more. */
  CompletableFuture<Void> close() {
    PluginHost host;
    synchronized (this) {
      state = SlotState.REMOVED;
      host = serving;
      serving = null;
    }
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    change.takeShadow().ifPresent(beside -> ends.add(beside.close()));
    change.canary().drop().ifPresent(second -> ends.add(retire(second)));
    if (host != null) {
      ends.add(retire(host));
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private void unload(PluginHost host) {
    host.unload();
    host.spec().provider().ended();
    if (host.zombies() == 0) {
      loads.remove(host);
    }
  }

  PluginStatus status() {
    Map<SlotState, Integer> states = new EnumMap<>(SlotState.class);
    long restarts = 0;
    long late = 0;
    int queued = 0;
    for (HandlerSlot slot : slots) {
      SlotStatus status = slot.status();
      states.merge(status.state(), 1, Integer::sum);
      restarts += status.restarts();
      late += status.lateAnswers();
      queued += status.queued();
    }
    int workers = loads.stream().mapToInt(host -> host.workers().live()).sum();
    int zombies = loads.stream().mapToInt(PluginHost::zombies).sum();
    synchronized (this) {
      return new PluginStatus(
          id(),
          spec.version(),
          spec.role(),
          spec.order(),
          state,
          load,
          lastError,
          states,
          restarts,
          queued,
          late,
          workers,
          change.canary().describe().orElse(""),
          change.shadow().map(beside -> beside.report().version()).orElse(""),
          zombies);
    }
  }
}
