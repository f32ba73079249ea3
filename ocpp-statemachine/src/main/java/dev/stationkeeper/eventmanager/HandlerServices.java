// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the server does for handlers. Called on the plugins' threads, from many at once. {@link
 * #token} and {@link #checkpoint(StationId, HandlerId)} may read from disk; nothing else blocks.
 * Every method has a body, so that a test implements what it needs.
 */
public interface HandlerServices {
  /** A server that can nothing. */
  HandlerServices NONE = new HandlerServices() {};

  /** The token with that id, without regard to case. */
  default Optional<TokenRecord> token(String id) {
    return Optional.empty();
  }

  /** Opens or renews an alarm. */
  default void raise(
      HandlerId handler, String key, Severity severity, @Nullable StationId station, String text) {}

  /** Closes an alarm. */
  default void clear(HandlerId handler, String key) {}

  /** Queues a CALL; completes from any thread. */
  default CompletionStage<CommandResult> send(
      StationId station, HandlerId by, Action action, JsonView payload, Duration patience) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("This server sends no commands"));
  }

  /** The station as the API shows it. */
  default JsonView state(StationId station) {
    return JsonView.EMPTY;
  }

  /** What the station reported of its device model. */
  default JsonView deviceModel(StationId station) {
    return JsonView.EMPTY;
  }

  /** The version of its present or last connection. */
  default Optional<OcppVersion> version(StationId station) {
    return Optional.empty();
  }

  /** What the handler kept for the station last. */
  default Optional<Snapshot> checkpoint(StationId station, HandlerId handler) {
    return Optional.empty();
  }

  /** Keeps {@code snapshot}, written behind. */
  default void checkpoint(StationId station, HandlerId handler, Snapshot snapshot) {}

  /** Adds to a counter of the handler's. The name is checked and one of at most 50. */
  default void count(HandlerId handler, String name, long increment) {}

  /** The folder of the handler's own, made when it is missing. */
  default Path folder(HandlerId handler) {
    throw new UnsupportedOperationException("This server has no folders for handlers");
  }

  /** How the server is. */
  default JsonView server() {
    return JsonView.EMPTY;
  }

  /** True when the server has the feature. */
  default boolean supports(Feature feature) {
    return false;
  }
}
