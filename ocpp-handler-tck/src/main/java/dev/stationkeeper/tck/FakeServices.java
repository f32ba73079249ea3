// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerServices;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Feature;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.TokenRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What the fake server does for a handler: all of it in memory, seen by the test. Thread-safe. */
final class FakeServices implements HandlerServices {
  private final VirtualTime time;
  private final Map<String, TokenRecord> tokens;
  private final Map<StationId, Snapshot> kept = new ConcurrentHashMap<>();
  private final Map<StationId, OcppVersion> versions = new ConcurrentHashMap<>();
  private final Map<StationId, JsonView> states = new ConcurrentHashMap<>();
  private final Map<StationId, JsonView> models = new ConcurrentHashMap<>();
  private final Map<String, String> alarms = new ConcurrentSkipListMap<>();
  private final Map<String, Long> counts = new ConcurrentSkipListMap<>();
  private final Map<StationId, List<FakeCommand>> commands = new ConcurrentHashMap<>();
  private final FakeFolders folders;
  private volatile JsonView server = JsonView.EMPTY;

  FakeServices(VirtualTime time, Map<String, TokenRecord> tokens, FakeFolders folders) {
    this.time = time;
    this.folders = folders;
    this.tokens = Map.copyOf(tokens);
  }

  void server(JsonView state) {
    server = state;
  }

  void connected(StationId station, OcppVersion version) {
    versions.put(station, version);
  }

  void state(StationId station, JsonView state) {
    states.put(station, state);
  }

  void deviceModel(StationId station, JsonView model) {
    models.put(station, model);
  }

  void keep(StationId station, Snapshot snapshot) {
    kept.put(station, snapshot);
  }

  Optional<Snapshot> kept(StationId station) {
    return Optional.ofNullable(kept.get(station));
  }

  Map<String, String> alarms() {
    return Map.copyOf(alarms);
  }

  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  List<FakeCommand> commands(StationId station) {
    List<FakeCommand> sent = commands.get(station);
    if (sent == null) {
      return List.of();
    }
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  @Override
  public Optional<TokenRecord> token(String id) {
    return Optional.ofNullable(tokens.get(id.toLowerCase(Locale.ROOT)));
  }

  @Override
  public void raise(
      HandlerId handler, String key, Severity severity, @Nullable StationId station, String text) {
    alarms.put(key, text);
  }

  @Override
  public void clear(HandlerId handler, String key) {
    alarms.remove(key);
  }

  @Override
  public CompletionStage<CommandResult> send(
      StationId station, HandlerId by, Action action, JsonView payload, Duration patience) {
    FakeCommand command = new FakeCommand(action, payload);
    List<FakeCommand> sent = commands.computeIfAbsent(station, s -> new ArrayList<>());
    synchronized (sent) {
      sent.add(command);
    }
    time.schedule(
        patience, () -> command.result().complete(CommandResult.of("timedOut", JsonView.EMPTY)));
    return command.result();
  }

  @Override
  public JsonView state(StationId station) {
    return states.getOrDefault(station, JsonView.EMPTY);
  }

  @Override
  public JsonView deviceModel(StationId station) {
    return models.getOrDefault(station, JsonView.EMPTY);
  }

  @Override
  public Optional<OcppVersion> version(StationId station) {
    return Optional.ofNullable(versions.get(station));
  }

  @Override
  public Optional<Snapshot> checkpoint(StationId station, HandlerId handler) {
    return kept(station);
  }

  @Override
  public void checkpoint(StationId station, HandlerId handler, Snapshot snapshot) {
    kept.put(station, snapshot);
  }

  @Override
  public Path folder(HandlerId handler) {
    return folders.of(handler.name());
  }

  @Override
  public JsonView server() {
    return server;
  }

  @Override
  public void count(HandlerId handler, String name, long increment) {
    counts.merge(name, increment, Long::sum);
  }

  @Override
  public boolean supports(Feature feature) {
    return true;
  }
}
