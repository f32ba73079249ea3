// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A plugin that does as the test says: a behaviour per idTag, answers named after the instance. */
final class Script implements OcppHandler, HandlerProvider {
  /** What a handler does to a request. */
  interface Behaviour {
    @Nullable Answer on(Request request, StationContext station) throws Exception;
  }

  /** What happens in open, before there is an instance. */
  interface Opening {
    void open(int number, Optional<Snapshot> restored) throws Exception;
  }

  final String name;
  final ConcurrentHashMap<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  final List<String> seen = new CopyOnWriteArrayList<>();
  final AtomicInteger opened = new AtomicInteger();
  volatile Opening opening = (number, restored) -> {};
  volatile @Nullable HandlerEnvironment environment;

  Script(String name) {
    this.name = name;
  }

  Script on(String tag, Behaviour behaviour) {
    behaviours.put(tag, behaviour);
    return this;
  }

  static Answer reply(String text) {
    return Answer.reply(JsonView.parse("{\"by\":\"" + text + "\"}"));
  }

  @Override
  public OcppHandler create() {
    return this;
  }

  @Override
  public void start(HandlerEnvironment given) {
    environment = given;
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) throws Exception {
    int number = opened.incrementAndGet();
    restored.ifPresent(snapshot -> seen.add("restored " + snapshot.text()));
    opening.open(number, restored);
    return new Scripted(station, number);
  }

  private final class Scripted implements StationHandler {
    private final StationContext station;
    private final int number;

    Scripted(StationContext station, int number) {
      this.station = station;
      this.number = number;
    }

    @Override
    @SuppressWarnings("NullAway") // A broken handler answers null.
    public Answer onRequest(Request request) throws Exception {
      String tag = request.payload().string("idTag").orElse("");
      Behaviour behaviour = behaviours.get(tag);
      return behaviour == null ? reply(name + number) : behaviour.on(request, station);
    }

    @Override
    public void onEvent(StationEvent event) {
      seen.add(number + ":" + event.sequence());
    }

    @Override
    public void onEventsLost(long count) {
      seen.add(number + ":lost " + count);
    }

    @Override
    public Optional<Snapshot> onStop(StopCause cause) {
      seen.add("stopped " + cause);
      return Optional.of(Snapshot.of(1, "from " + number));
    }
  }
}
