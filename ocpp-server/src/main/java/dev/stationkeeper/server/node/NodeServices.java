// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.CommandTicket;
import dev.stationkeeper.engine.LiveStation;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerServices;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.firmware.FirmwareCheck;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.TokenRow;
import dev.stationkeeper.server.view.Views;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Feature;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.TokenRecord;
import dev.stationkeeper.station.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node does for handlers. */
final class NodeServices implements HandlerServices {
  private static final Logger LOG = LoggerFactory.getLogger(NodeServices.class);

  private static final Set<Feature> OFFERED =
      Set.of(
          Feature.COMMANDS,
          Feature.ALARMS,
          Feature.DURABLE_CHECKPOINT,
          Feature.DEVICE_MODEL,
          Feature.FOLDER,
          Feature.SERVER_STATE);

  private final Views views;
  private final SystemLog systemLog;
  private final HandlerStates states;
  private final Clock clock;
  private final NodeCounters counters;
  private final Path folders;
  private final ServerPicture server;
  private final FirmwareCheck firmware;

  /** Late, because the engines are made with the event managers and those with this. */
  private final Supplier<StationEngines> engines;

  /**
   * @param folders where each handler's own folder is
   */
  NodeServices(
      Views views,
      SystemLog systemLog,
      HandlerStates states,
      Clock clock,
      NodeCounters counters,
      Path folders,
      ServerPicture server,
      FirmwareCheck firmware,
      Supplier<StationEngines> engines) {
    this.views = views;
    this.systemLog = systemLog;
    this.states = states;
    this.clock = clock;
    this.counters = counters;
    this.folders = folders;
    this.server = server;
    this.firmware = firmware;
    this.engines = engines;
  }

  @Override
  public Optional<TokenRecord> token(String id) {
    return views.tokens().find(id).map(NodeServices::record);
  }

  private static TokenRecord record(TokenRow row) {
    TokenRecord token = TokenRecord.of(row.idToken(), row.type(), row.status());
    if (row.expiresAt() != null) {
      token = token.withExpiry(row.expiresAt());
    }
    return row.group() == null ? token : token.withGroup(row.group());
  }

  @Override
  public void raise(
      HandlerId handler, String key, Severity severity, @Nullable StationId station, String text) {
    record(
        new SystemEvent.AlarmRaised(
            alarm(handler, key),
            handler.name(),
            severity.name(),
            station == null ? null : station.value(),
            text),
        handler);
  }

  @Override
  public void clear(HandlerId handler, String key) {
    record(new SystemEvent.AlarmCleared(alarm(handler, key), null), handler);
  }

  private static String alarm(HandlerId handler, String key) {
    return handler + ":" + key;
  }

  private void record(SystemEvent event, HandlerId by) {
    var _ =
        systemLog
            .append(event, by.name())
            .whenComplete(
                (position, failure) -> {
                  if (failure != null) {
                    counters.count("system_event_lost");
                    LOG.error("Not on record: {}", event, failure);
                  }
                });
  }

  @Override
  public CompletionStage<CommandResult> send(
      StationId station, HandlerId by, Action action, JsonView payload, Duration patience) {
    Optional<String> fault = firmware.fault(action, payload);
    if (fault.isPresent()) {
      return CompletableFuture.failedFuture(new RejectedExecutionException(fault.get()));
    }
    Command command =
        new Command(
            UUID.randomUUID().toString(),
            action,
            payload,
            clock.instant().plus(patience),
            by.name());
    try {
      CommandTicket ticket = engines.get().submit(station, command);
      return ticket
          .ended()
          .thenApply(end -> CommandResult.of(end.status().wireName(), end.response()));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public JsonView state(StationId station) {
    StationEngines all = engines.get();
    Instant heard = all.live(station).map(LiveStation::lastSeen).orElse(null);
    return all.state(station).map(s -> StationPicture.of(s, heard)).orElse(JsonView.EMPTY);
  }

  @Override
  public JsonView deviceModel(StationId station) {
    return DeviceModelPicture.of(views.variables(), station);
  }

  @Override
  public Optional<Snapshot> checkpoint(StationId station, HandlerId handler) {
    return states.find(station, handler);
  }

  @Override
  public void checkpoint(StationId station, HandlerId handler, Snapshot snapshot) {
    states.keep(station, handler, snapshot);
  }

  @Override
  public Optional<OcppVersion> version(StationId station) {
    return engines
        .get()
        .state(station)
        .map(state -> state.link().version())
        .flatMap(OcppVersion::ofNumber);
  }

  @Override
  public void count(HandlerId handler, String name, long increment) {
    counters.count("handler_" + handler + "_" + name, increment);
  }

  @Override
  public Path folder(HandlerId handler) {
    try {
      return Files.createDirectories(folders.resolve(handler.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public JsonView server() {
    return server.now();
  }

  @Override
  public boolean supports(Feature feature) {
    return OFFERED.contains(feature);
  }
}
