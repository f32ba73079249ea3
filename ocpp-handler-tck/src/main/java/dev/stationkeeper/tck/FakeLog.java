// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.ConsumerPort;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A log with one consumer, for tests: real supervision, the consumer on threads of its own, a
 * checkpoint that survives {@link #kill} and {@link #restart}. Events are given when the test says
 * so; time stands still until the test moves it. For one thread.
 */
public final class FakeLog implements AutoCloseable {
  /** What became of what was given. */
  public enum Delivery {
    /** All was taken; acknowledged or not. */
    TAKEN,
    /** The consumer asked for a pause; the same events come again at the next delivery. */
    LATER,
    /** It failed or did not come back; all behind the checkpoint comes again. */
    CRASHED,
    /** As many events are unacknowledged as may be. */
    FULL,
    /** It is out of service. */
    GONE
  }

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final int BATCH = 1_000;
  private static final int MOST_OPEN = 50_000;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final FakeEvent GONE =
      new FakeEvent(0, Optional.empty(), 0, BEGINNING, "", JsonView.EMPTY, true);

  private final Supplier<? extends ConsumerHandler> handler;
  private final Map<String, String> settings;
  private final Duration patience;
  private final List<FakeEvent> events = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final List<ConsumerRun> killed = new ArrayList<>();
  private final Map<String, Long> countedBefore = new HashMap<>();
  private final FakeFolders folders = new FakeFolders();
  private VirtualTime time = new VirtualTime(BEGINNING);
  private FakeServices services;
  private JsonView server = JsonView.EMPTY;
  private final Map<String, JsonView> stations = new HashMap<>();
  private ConsumerRun run;

  /** Of the life that is on: an acknowledgement of an earlier one counts for nothing. */
  private AtomicLong acknowledged;

  private long given;

  /** The end of the last batch that had anything in it. */
  private long awaited;

  private long told;
  private long saved;

  private FakeLog(Builder from) {
    this.handler = from.handler;
    this.settings = new LinkedHashMap<>(from.settings);
    this.patience = from.patience;
    this.services = new FakeServices(time, Map.of(), folders);
    this.acknowledged = new AtomicLong();
    this.run = new ConsumerRun(handler, settings, time, services, patience);
    place();
  }

  /** Where it begins when it keeps its own place. */
  private void place() {
    run.beginsBehind()
        .ifPresent(
            own -> {
              acknowledged = new AtomicLong(own);
              given = own;
              awaited = own;
            });
  }

  /**
   * Begins a log with that consumer.
   *
   * @param handler makes a new object at each call: one for each start
   */
  public static Builder of(Supplier<? extends ConsumerHandler> handler) {
    return new Builder(handler);
  }

  /**
   * A fact of a station, now.
   *
   * @param payload a JSON object
   * @return its position
   */
  public long append(String station, String type, String payload) {
    return append(Optional.of(new StationId(station)), type, payload);
  }

  /** An event of the server's own. */
  public long appendOwn(String type, String payload) {
    return append(Optional.empty(), type, payload);
  }

  private long append(Optional<StationId> station, String type, String payload) {
    long sequence = sequences.merge(station.map(StationId::value).orElse(""), 1L, Long::sum);
    long position = events.size() + 1L;
    JsonView body = JsonView.parse(payload);
    events.add(new FakeEvent(position, station, sequence, time.instant(), type, body, false));
    return position;
  }

  /** Gives what was not given yet, in batches, and waits for the consumer. */
  public Delivery deliver() {
    while (given < events.size()) {
      if (!awaitRoom()) {
        return Delivery.FULL;
      }
      int to = (int) Math.min(events.size(), given + BATCH);
      Delivery delivery = give(to);
      if (delivery != Delivery.TAKEN) {
        return delivery;
      }
    }
    return Delivery.TAKEN;
  }

  private Delivery give(int to) {
    List<LoggedEvent> batch = new ArrayList<>(to - (int) given);
    for (FakeEvent event : events.subList((int) given, to)) {
      if (run.wants(event.type())) {
        batch.add(event.position() <= told ? event.again() : event);
      }
    }
    if (batch.isEmpty()) {
      given = to;
      return Delivery.TAKEN;
    }
    told = Math.max(told, to);
    awaited = to;
    AtomicLong counts = acknowledged;
    return switch (run.give(batch, () -> counts.accumulateAndGet(to, Math::max))) {
      case ConsumerPort.Result.Taken taken -> {
        given = to;
        yield Delivery.TAKEN;
      }
      case ConsumerPort.Result.Later later -> Delivery.LATER;
      case ConsumerPort.Result.Crashed crashed -> {
        given = checkpoint();
        yield Delivery.CRASHED;
      }
      case ConsumerPort.Result.Gone gone -> Delivery.GONE;
    };
  }

  private boolean awaitRoom() {
    long began = System.nanoTime();
    while (given - checkpoint() >= MOST_OPEN) {
      if (System.nanoTime() - began > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  /** The position up to which all is acknowledged; 0 before the first. */
  public long checkpoint() {
    long all = acknowledged.get();
    return all >= awaited ? Math.max(all, given) : all;
  }

  /** The position of the last event; 0 in an empty log. */
  public long position() {
    return events.size();
  }

  /**
   * Waits, in real time, until all that was given is acknowledged; the consumer's timers run. Then
   * the checkpoint is on disk.
   *
   * @return false when it is not after the patience
   */
  public boolean awaitAcknowledged() {
    long began = System.nanoTime();
    while (checkpoint() < given) {
      if (System.nanoTime() - began > patience.toNanos()) {
        return false;
      }
      advance(Duration.ofSeconds(10));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    saved = checkpoint();
    return true;
  }

  /** What is acknowledged is not kept: it would count as the consumer's memory. */
  void forget() {
    events.subList(0, (int) checkpoint()).replaceAll(event -> GONE);
  }

  /** Lets time pass for the consumer's timers. */
  public void advance(Duration by) {
    run.advance(by);
  }

  /**
   * The server dies without a word and starts again. What was acknowledged since the last {@link
   * #awaitAcknowledged} or {@link #restart} was not on disk yet: it comes again with all that
   * follows, marked. The old object is not closed before the log is; its timers stand still and
   * what it acknowledges counts for nothing.
   */
  public void kill() {
    killed.add(run);
    begin();
  }

  /** The server stops in order and starts again. */
  public void restart() {
    run.stop();
    saved = checkpoint();
    begin();
  }

  private void begin() {
    services.counts().forEach((name, count) -> countedBefore.merge(name, count, Long::sum));
    time = new VirtualTime(time.instant());
    services = new FakeServices(time, Map.of(), folders);
    acknowledged = new AtomicLong(saved);
    given = saved;
    awaited = saved;
    services.server(server);
    stations.forEach((id, state) -> services.state(new StationId(id), state));
    run = new ConsumerRun(handler, settings, time, services, patience);
    place();
  }

  /** What {@code HandlerEnvironment.server()} gives from now on. */
  public void server(String json) {
    server = JsonView.parse(json);
    services.server(server);
  }

  /** What {@code HandlerEnvironment.station} gives of that station from now on. */
  public void station(String id, String json) {
    stations.put(id, JsonView.parse(json));
    services.state(new StationId(id), JsonView.parse(json));
  }

  /** A setting of the consumer's from its next start on. */
  public void setting(String name, String value) {
    settings.put(name, value);
  }

  /** Alarms that are open since the last start: their texts by their keys. */
  public Map<String, String> alarms() {
    return services.alarms();
  }

  /** What the consumer counted, by name, over all starts. */
  public Map<String, Long> counts() {
    Map<String, Long> all = new HashMap<>(countedBefore);
    services.counts().forEach((name, count) -> all.merge(name, count, Long::sum));
    return Map.copyOf(all);
  }

  /** Of the life that is on. */
  ConsumerRun run() {
    return run;
  }

  /** Stops the consumer in order. */
  @Override
  public void close() {
    run.stop();
    killed.forEach(ConsumerRun::stop);
    folders.close();
  }

  /** What a log starts with. */
  public static final class Builder {
    private final Supplier<? extends ConsumerHandler> handler;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Duration patience = Duration.ofSeconds(5);

    private Builder(Supplier<? extends ConsumerHandler> handler) {
      this.handler = handler;
    }

    /** A setting of the consumer's. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** How long to wait, in real time, for a consumer that is at work; 5 s by default. */
    public Builder patience(Duration real) {
      this.patience = real;
      return this;
    }

    /** The log, its consumer started. */
    public FakeLog start() {
      return new FakeLog(this);
    }
  }

  private record FakeEvent(
      long position,
      Optional<StationId> station,
      long sequence,
      Instant at,
      String type,
      JsonView payload,
      boolean replayed)
      implements LoggedEvent {
    FakeEvent again() {
      return new FakeEvent(position, station, sequence, at, type, payload, true);
    }

    @Override
    public Optional<String> by() {
      return Optional.empty();
    }
  }
}
