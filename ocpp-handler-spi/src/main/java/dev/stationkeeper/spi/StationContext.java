// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;

/**
 * What a {@link StationHandler} can do to its station, and to no other. Thread-safe. No method
 * blocks; none waits for the station. Of use until the handler stops or is fenced: afterwards
 * {@link #send} fails with an {@link IllegalStateException} in the stage and the rest is ignored
 * and counted.
 */
@DoNotImplement
public interface StationContext {
  /** The station. */
  StationId station();

  /** The version of its present or last connection; empty when it never connected. */
  Optional<OcppVersion> version();

  /** The server's time, as {@link HandlerEnvironment#clock}. */
  InstantSource clock();

  /** Present connection, registration, EVSEs and transactions as the API shows them. */
  JsonView state();

  /**
   * Queues a CALL to the station, behind other commands. At most 16 of a handler wait per station;
   * one more fails with an {@link IllegalStateException} in the stage.
   *
   * <p>Stages made from the result run as calls of this handler: never beside another call, on the
   * plugin's thread. Waiting for it inside a call fails at once with an {@link
   * IllegalStateException}, because the station cannot answer before this call returns: use {@link
   * Answer#later} and compose.
   *
   * @param payload of the station's version
   * @param patience how long to wait for the station, 1 s to 24 h; the stage completes then at the
   *     latest
   * @return what became of it; completed normally also when the station refused or was away
   */
  CompletionStage<CommandResult> send(Action action, JsonView payload, Duration patience);

  /** Timers of this station. They run as calls of this handler and end with it. At most 64. */
  Timers timers();

  /**
   * Keeps {@code snapshot} as the state to restart from, replacing the one before. Written behind;
   * only the newest of several in short order may be written.
   */
  void checkpoint(Snapshot snapshot);

  /** As {@link HandlerEnvironment#count}. */
  void count(String name, long increment);

  /** As {@link HandlerEnvironment#logger}, with the station's id in front of each line. */
  Logger logger();
}
