// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Feature;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the server does for a shadow: it may look, and everything else comes to nothing. */
record ShadowServices(HandlerServices real) implements HandlerServices {
  @Override
  public Optional<TokenRecord> token(String id) {
    return real.token(id);
  }

  @Override
  public CompletionStage<CommandResult> send(
      StationId station, HandlerId by, Action action, JsonView payload, Duration patience) {
    return CompletableFuture.failedFuture(new IllegalStateException("A shadow sends nothing"));
  }

  @Override
  public JsonView state(StationId station) {
    return real.state(station);
  }

  @Override
  public Optional<OcppVersion> version(StationId station) {
    return real.version(station);
  }

  @Override
  public Optional<Snapshot> checkpoint(StationId station, HandlerId handler) {
    return real.checkpoint(station, handler);
  }

  @Override
  public JsonView server() {
    return real.server();
  }

  @Override
  public boolean supports(Feature feature) {
    return false;
  }
}
