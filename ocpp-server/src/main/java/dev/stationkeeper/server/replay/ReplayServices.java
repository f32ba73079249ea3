// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerServices;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.node.StationPicture;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Feature;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.TokenRecord;
import dev.stationkeeper.station.StationState;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a handler finds in a replay: tokens, states and what it kept, as they were at that moment of
 * the past. What it wants done comes to nothing. Thread-safe.
 */
final class ReplayServices implements HandlerServices {
  /** Of what handlers keep; more is not kept. */
  private static final long MOST_KEPT = 64L << 20;

  private final Map<String, TokenRecord> tokens = new ConcurrentHashMap<>();
  private final Map<StationId, StationState> states = new ConcurrentHashMap<>();
  private final Map<Key, Snapshot> kept = new ConcurrentHashMap<>();
  private long keptBytes;

  private record Key(StationId station, HandlerId handler) {}

  /** Takes a change of the tokens; another event changes nothing here. */
  void take(SystemEvent event) {
    switch (event) {
      case SystemEvent.TokenPut put -> tokens.put(key(put.idToken()), token(put));
      case SystemEvent.TokenRemoved removed -> tokens.remove(key(removed.idToken()));
      default -> {
        // of no concern to a handler
      }
    }
  }

  /** Takes what a handler kept before the replay begins. */
  void take(SystemEvent.HandlerStateKept before) {
    checkpoint(
        new StationId(before.station()),
        new HandlerId(before.handler()),
        Snapshot.of(before.schema(), Base64.getDecoder().decode(before.state())));
  }

  void put(StationState state) {
    states.put(state.id(), state);
  }

  private static TokenRecord token(SystemEvent.TokenPut put) {
    TokenRecord token = TokenRecord.of(put.idToken(), put.type(), put.status());
    if (put.expiresAt() != null) {
      token = token.withExpiry(put.expiresAt());
    }
    return put.group() == null ? token : token.withGroup(put.group());
  }

  private static String key(String token) {
    return token.toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<TokenRecord> token(String id) {
    return Optional.ofNullable(tokens.get(key(id)));
  }

  @Override
  public CompletionStage<CommandResult> send(
      StationId station, HandlerId by, Action action, JsonView payload, Duration patience) {
    return CompletableFuture.failedFuture(new IllegalStateException("A replay sends nothing"));
  }

  @Override
  public JsonView state(StationId station) {
    StationState state = states.get(station);
    return state == null ? JsonView.EMPTY : StationPicture.of(state, null);
  }

  @Override
  public Optional<OcppVersion> version(StationId station) {
    return Optional.ofNullable(states.get(station))
        .map(state -> state.link().version())
        .flatMap(OcppVersion::ofNumber);
  }

  @Override
  public Optional<Snapshot> checkpoint(StationId station, HandlerId handler) {
    return Optional.ofNullable(kept.get(new Key(station, handler)));
  }

  @Override
  public synchronized void checkpoint(StationId station, HandlerId handler, Snapshot snapshot) {
    Key key = new Key(station, handler);
    Snapshot before = kept.get(key);
    long bytes = keptBytes + snapshot.bytes().length - (before == null ? 0 : before.bytes().length);
    if (bytes <= MOST_KEPT) {
      keptBytes = bytes;
      kept.put(key, snapshot);
    }
  }

  @Override
  public boolean supports(Feature feature) {
    return feature.equals(Feature.DURABLE_CHECKPOINT);
  }
}
