// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** A station of which nothing is known. */
final class FixedContext implements StationContext {
  @Override
  public StationId station() {
    return new StationId("CS1");
  }

  @Override
  public Optional<OcppVersion> version() {
    return Optional.empty();
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(DecisionHandlerTest.NOW);
  }

  @Override
  public JsonView state() {
    return JsonView.EMPTY;
  }

  @Override
  public JsonView deviceModel() {
    return JsonView.EMPTY;
  }

  @Override
  public CompletionStage<CommandResult> send(Action action, JsonView payload, Duration patience) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Timers timers() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkpoint(Snapshot snapshot) {}

  @Override
  public void count(String name, long increment) {}

  @Override
  public Logger logger() {
    return NOPLogger.NOP_LOGGER;
  }
}
