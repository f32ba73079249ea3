// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.StopCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event managers of all stations and the handlers configured for them. Thread-safe; nothing but
 * {@link #close} blocks. Makes no thread per station: a plugin's threads serve all of them.
 */
public final class EventManagers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventManagers.class);

  private final Supervision supervision;
  private final ConcurrentHashMap<StationId, StationEventManager> managers =
      new ConcurrentHashMap<>();
  private final List<Plugin> plugins = new CopyOnWriteArrayList<>();

  /** Those that are being made: who is told of it meanwhile may ask for them. Guarded by this. */
  private final Map<StationId, StationEventManager> making = new HashMap<>();

  private boolean closing;

  private EventManagers(Supervision supervision) {
    this.supervision = supervision;
  }

  /** Begins with what a test needs; a server sets services and listener. */
  public static Builder builder(Scheduler scheduler) {
    return new Builder(scheduler);
  }

  /**
   * Installs a handler for every station, present and future, and starts it. Returns at once.
   *
   * @throws IllegalArgumentException when a handler of that name is installed
   */
  public synchronized void install(HandlerSpec spec) {
    if (find(spec.id()).isPresent()) {
      throw new IllegalArgumentException("A handler '" + spec.id() + "' is installed already");
    }
    if (closing) {
      throw new IllegalStateException("The event managers are closed");
    }
    Plugin plugin = new Plugin(spec, supervision);
    plugins.add(plugin);
    managers.values().forEach(manager -> manager.install(plugin));
    plugin.start();
  }

  /** The event manager of {@code station}, made at the first call. */
  public EventManager forStation(StationId station) {
    StationEventManager known = managers.get(station);
    return known == null ? make(station) : known;
  }

  private synchronized EventManager make(StationId station) {
    StationEventManager known = managers.get(station);
    if (known != null) {
      return known;
    }
    StationEventManager begun = making.get(station);
    if (begun != null) {
      return begun;
    }
    StationEventManager made = new StationEventManager(station, supervision, managers::remove);
    if (!closing) {
      making.put(station, made);
      try {
        plugins.forEach(made::install);
        managers.put(station, made);
      } finally {
        making.remove(station);
      }
    }
    return made;
  }

  /** How the handlers stand, in order of installation. Looks at every slot: for people. */
  public List<PluginStatus> handlers() {
    return plugins.stream().map(Plugin::status).toList();
  }

  /** How the slots of {@code station} stand, in the order in which they are asked. */
  public List<SlotStatus> slots(StationId station) {
    StationEventManager manager = managers.get(station);
    return manager == null ? List.of() : manager.slots().stream().map(HandlerSlot::status).toList();
  }

  /** How the slots of {@code handler} stand, by station. */
  public List<SlotStatus> slots(HandlerId handler) {
    return plugin(handler).slots().stream()
        .map(HandlerSlot::status)
        .sorted((one, other) -> one.station().compareTo(other.station()))
        .toList();
  }

  /**
   * Takes a handler out of service in order, for all stations, until {@link #resume(HandlerId)}.
   *
   * @param by who wants it, for the record
   */
  public CompletionStage<Void> quarantine(HandlerId handler, String by) {
    Plugin plugin = plugin(handler);
    return stopSlots(plugin, StopCause.QUARANTINED, SlotState.QUARANTINED)
        .thenRun(() -> plugin.quarantine("Quarantined by " + by));
  }

  /** Puts a handler back into service for every station where it is quarantined. */
  public void resume(HandlerId handler) {
    plugin(handler).resume();
  }

  /** As {@link #resume(HandlerId)} for one station; true when it was quarantined there. */
  public boolean resume(HandlerId handler, StationId station) {
    Plugin plugin = plugin(handler);
    StationEventManager manager = managers.get(station);
    return plugin.serving().isPresent()
        && manager != null
        && manager.slot(handler).map(slot -> slot.resume(plugin.host(station))).orElse(false);
  }

  /** Changes of a handler's load while stations stay connected. */
  public HandlerChanges changes() {
    return new HandlerChanges(this::plugin);
  }

  /** Removes a handler in order. */
  public CompletionStage<Void> uninstall(HandlerId handler) {
    Plugin plugin = plugin(handler);
    return stopSlots(plugin, StopCause.UNINSTALLED, SlotState.REMOVED)
        .thenCompose(
            stopped -> {
              plugins.remove(plugin);
              managers.values().forEach(manager -> manager.uninstall(plugin));
              return plugin.close();
            });
  }

  /** Stops every handler of every station, then the plugins. */
  public CompletionStage<Void> shutdown() {
    synchronized (this) {
      closing = true;
    }
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    managers.values().forEach(manager -> ends.add(manager.close(StopCause.SHUTDOWN)));
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
        .thenCompose(
            stopped ->
                CompletableFuture.allOf(
                    plugins.reversed().stream()
                        .map(Plugin::close)
                        .toArray(CompletableFuture[]::new)));
  }

  /** Shuts down and waits for it, at most three times as long as one handler may take to stop. */
  @Override
  public void close() {
    SupervisionPolicy policy = supervision.policy();
    Duration patience = policy.stopDeadline().plus(policy.grace()).multipliedBy(3);
    try {
      shutdown().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Not every handler has stopped in order", e);
    }
  }

  private static CompletableFuture<Void> stopSlots(Plugin plugin, StopCause cause, SlotState into) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (HandlerSlot slot : plugin.slots()) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      slot.stop(cause, into, snapshot -> end.complete(null));
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private Plugin plugin(HandlerId handler) {
    return find(handler)
        .orElseThrow(() -> new IllegalArgumentException("No handler '" + handler + "'"));
  }

  private Optional<Plugin> find(HandlerId handler) {
    return plugins.stream().filter(plugin -> plugin.id().equals(handler)).findFirst();
  }

  /** Gathers what the event managers work with. */
  public static final class Builder {
    private static final CatalogueMessages MESSAGES = new CatalogueMessages();

    private final Scheduler scheduler;
    private SupervisionPolicy policy = SupervisionPolicy.DEFAULT;
    private HandlerServices services = HandlerServices.NONE;
    private SupervisionListener listener = event -> LOG.debug("{}", event);
    private AnswerCheck check = MESSAGES;
    private PayloadReader reader = MESSAGES;
    private ReinstallGate gate = ReinstallGate.OPEN;
    private ConsumerFeeds feeds = ConsumerFeeds.NONE;
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable PersonMask mask;
    private BiFunction<HandlerSpec, String, Workers> workers = this::threads;

    private Builder(Scheduler scheduler) {
      this.scheduler = scheduler;
    }

    public Builder policy(SupervisionPolicy limits) {
      this.policy = limits;
      return this;
    }

    public Builder services(HandlerServices server) {
      this.services = server;
      return this;
    }

    public Builder listener(SupervisionListener told) {
      this.listener = told;
      return this;
    }

    public Builder check(AnswerCheck judge) {
      this.check = judge;
      return this;
    }

    public Builder reader(PayloadReader types) {
      this.reader = types;
      return this;
    }

    /** For tests. */
    public Builder gate(ReinstallGate held) {
      this.gate = held;
      return this;
    }

    /** What feeds the consumers among the handlers. */
    public Builder feeds(ConsumerFeeds fromLog) {
      this.feeds = fromLog;
      return this;
    }

    /** Where jitter comes from; must be thread-safe. */
    public Builder random(RandomGenerator source) {
      this.random = source;
      return this;
    }

    /** Makes the pseudonyms that observers and consumers see; else they are this process's own. */
    public Builder mask(PersonMask pseudonyms) {
      this.mask = pseudonyms;
      return this;
    }

    Builder workers(BiFunction<HandlerSpec, String, Workers> made) {
      this.workers = made;
      return this;
    }

    private Workers threads(HandlerSpec spec, String name) {
      return new PluginWorkers(
          name, scheduler, policy.workers(), policy.growAfter(), spec.provider().loader());
    }

    /** The event managers. */
    public EventManagers build() {
      return new EventManagers(
          new Supervision(
              scheduler,
              policy,
              services,
              listener,
              check,
              reader,
              gate,
              feeds,
              random,
              mask == null ? PersonMask.ofThisProcess() : mask,
              workers));
    }
  }
}
