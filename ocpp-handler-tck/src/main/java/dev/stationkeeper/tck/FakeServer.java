// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.eventmanager.SlotState;
import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A server with one handler and fake stations, for tests: real supervision, real checks of answers,
 * the handler on threads of its own; time stands still until the test moves it. For one thread.
 */
public final class FakeServer implements AutoCloseable {
  /** How long a request may take, in the server's time. */
  static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final VirtualTime time = new VirtualTime(BEGINNING);
  private final FakeFolders folders = new FakeFolders();
  private final FakeServices services;
  private final Map<String, String> settings;
  private final Duration patience;
  private final List<SupervisionEvent> supervised = new CopyOnWriteArrayList<>();
  private final Map<StationId, FakeStation> stations = new LinkedHashMap<>();
  private final Quiet quiet;
  private Supplier<? extends OcppHandler> handler;
  private HandlerSpec spec;
  private EventManagers managers;

  private FakeServer(Builder from) {
    this.services = new FakeServices(time, from.tokens, folders);
    this.settings = Map.copyOf(from.settings);
    this.patience = from.patience;
    this.quiet = new Quiet(time, patience);
    this.handler = from.handler;
    this.spec = HandlerUnderTest.spec(handler, settings, quiet);
    this.managers = run();
  }

  /**
   * Begins a server with that handler.
   *
   * @param handler makes a new object at each call: one for each start
   */
  public static Builder of(Supplier<? extends OcppHandler> handler) {
    return new Builder(handler);
  }

  private EventManagers run() {
    EventManagers made =
        EventManagers.builder(time).services(services).listener(supervised::add).build();
    made.install(spec);
    return made;
  }

  /** The station of that id, connected with that version; the same one at every call. */
  public FakeStation station(String id, OcppVersion version) {
    StationId station = new StationId(id);
    FakeStation known = stations.get(station);
    if (known != null) {
      return known;
    }
    FakeStation made = new FakeStation(this, station, version);
    stations.put(station, made);
    services.connected(station, version);
    managers.forStation(station);
    settle(station);
    return made;
  }

  /** The server's time. */
  public Instant now() {
    return time.instant();
  }

  /** Lets time pass: what is due runs, in its order, before this returns. */
  public void advance(Duration by) {
    advanceTo(now().plus(by));
  }

  void advanceTo(Instant until) {
    do {
      stations.keySet().forEach(this::settle);
    } while (time.step(until));
    stations.keySet().forEach(this::settle);
  }

  /**
   * Another build of the handler takes over while the stations stay connected.
   *
   * @return the reason when it was rolled back; empty when the new one serves
   */
  public Optional<String> swap(Supplier<? extends OcppHandler> next) {
    HandlerSpec wanted = HandlerUnderTest.spec(next, settings, quiet);
    CompletableFuture<Optional<String>> swapped =
        managers.changes().swap(spec.id(), wanted).toCompletableFuture();
    if (!await(swapped)) {
      advance(LONGEST_STOP);
    }
    Optional<String> failure = swapped.getNow(Optional.of("the swap has not ended in time"));
    if (failure.isEmpty()) {
      handler = next;
      spec = wanted;
    }
    return failure;
  }

  /** The server stops in order and starts again; what the handler kept is still there. */
  public void restart() {
    restart(() -> {});
  }

  /** As {@link #restart}, with that state for every station in place of what the handler kept. */
  void restartWith(Snapshot state) {
    restart(() -> stations.keySet().forEach(station -> services.keep(station, state)));
  }

  private void restart(Runnable between) {
    stop();
    between.run();
    spec = HandlerUnderTest.spec(handler, settings, quiet);
    managers = run();
    for (StationId station : stations.keySet()) {
      managers.forStation(station);
      settle(station);
    }
  }

  /** What {@code HandlerEnvironment.server()} gives from now on. */
  public void server(String json) {
    services.server(JsonView.parse(json));
  }

  /** Alarms that are open: their texts by their keys. */
  public Map<String, String> alarms() {
    stations.keySet().forEach(this::settle);
    return services.alarms();
  }

  /** What the handler counted, by name. */
  public Map<String, Long> counts() {
    stations.keySet().forEach(this::settle);
    return services.counts();
  }

  /** Stops the handler in order. */
  @Override
  public void close() {
    stop();
    folders.close();
  }

  private void stop() {
    CompletableFuture<Void> over = managers.shutdown().toCompletableFuture();
    if (!await(over)) {
      Instant until = now().plus(LONGEST_STOP);
      while (!over.isDone() && time.step(until)) {
        // What is due at the deadlines of a stop ends it.
      }
      await(over);
    }
  }

  FakeCall ask(StationId station, OcppVersion version, String id, String action, JsonView payload) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Instant deadline = now().plus(DEADLINE);
    managers
        .forStation(station)
        .ask(
            new Question(new MessageId(id), version, Action.of(action), payload, now(), deadline),
            outcome::complete);
    return new FakeCall(this, station, deadline, outcome);
  }

  void publish(StationId station, long sequence, String type, JsonView payload, boolean replayed) {
    managers.forStation(station).publish(new Occurrence(sequence, now(), type, payload, replayed));
  }

  boolean await(CompletableFuture<?> done) {
    try {
      done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("The fake server failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the handler was at work", e);
    }
  }

  /**
   * Waits until the handler has nothing to do for the station; false when it does not come back.
   */
  boolean settle(StationId station) {
    return quiet.await(station, () -> slot(station));
  }

  SlotStatus slot(StationId station) {
    return managers.slots(station).getFirst();
  }

  boolean isServed(StationId station) {
    return slot(station).state() == SlotState.RUNNING;
  }

  FakeServices services() {
    return services;
  }

  /** What supervision did, in order. */
  List<SupervisionEvent> supervised() {
    return List.copyOf(supervised);
  }

  /** What a server starts with. */
  public static final class Builder {
    private final Supplier<? extends OcppHandler> handler;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, TokenRecord> tokens = new LinkedHashMap<>();
    private Duration patience = Duration.ofSeconds(5);

    private Builder(Supplier<? extends OcppHandler> handler) {
      this.handler = handler;
    }

    /** A setting of the handler's. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** A token that the server knows. */
    public Builder token(TokenRecord token) {
      tokens.put(token.id().toLowerCase(Locale.ROOT), token);
      return this;
    }

    /** How long to wait, in real time, for a handler that is at work; 5 s by default. */
    public Builder patience(Duration real) {
      this.patience = real;
      return this;
    }

    /** The server, its handler started. */
    public FakeServer start() {
      return new FakeServer(this);
    }
  }
}
