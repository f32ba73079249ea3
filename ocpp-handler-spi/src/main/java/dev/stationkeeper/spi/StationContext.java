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

  /**
   * What the server knows of the station now, as one JSON object. A moment's picture: it does not
   * change, and may be behind what this call was made for.
   *
   * <p>An observer sees a pseudonym as {@code idToken}, as in {@link StationEvent#payload}.
   *
   * <p>Members: {@code connected}, {@code version}, {@code registration} (Accepted, Pending,
   * Rejected or None), {@code vendor}, {@code model}, {@code serialNumber}, {@code firmware},
   * {@code connectors} (each {@code evse}, {@code connector}, {@code status}, {@code errorCode},
   * {@code at}), {@code heardAt}, when something last came from it since the server started,
   * heartbeats too, and {@code transactions}, the open ones (each {@code transactionId}, {@code
   * evse}, {@code connector}, {@code idToken}, {@code idTokenType}, {@code startedAt}, {@code
   * meterStart} in Wh, {@code authorization}, {@code chargingState}). What is not known is left
   * out. Members may be added, none is ever renamed.
   */
  JsonView state();

  /**
   * What the station has reported of its device model (2.x components and variables, 1.6
   * configuration keys), as one JSON object; the empty object when the server has none of it. See
   * {@link Feature#DEVICE_MODEL}. Immutable, like {@link #state}. A look into a database: for what
   * is needed now and then.
   *
   * <p>Members: {@code variables} (each {@code component}, empty for a configuration key, {@code
   * componentInstance}, {@code evse}, {@code connector}, {@code variable}, {@code
   * variableInstance}, {@code attribute}, {@code value}, {@code mutability}, {@code at}) in the
   * order in which they became known, the first 10,000, and {@code complete}, false when there are
   * more. What is not known is left out. Members may be added, none is ever renamed.
   */
  JsonView deviceModel();

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
   * Keeps {@code snapshot} as the state to restart from, replacing the one before. Returns at once;
   * it is written behind, and of several in short order only the newest may be.
   *
   * <p>It is what {@link OcppHandler#open} gets after a crash of this object: always the newest.
   * After a restart of the server it gets the newest that was written, which is the newest of all
   * unless the server was killed within about a second of it ({@link Feature#DURABLE_CHECKPOINT}).
   * While so much waits for a disk that does not write that the server's memory would suffer, a new
   * one is not kept; the server counts it. A swap hands over what {@link StationHandler#onStop}
   * returns instead, where it returns some.
   */
  void checkpoint(Snapshot snapshot);

  /** As {@link HandlerEnvironment#count}. */
  void count(String name, long increment);

  /** As {@link HandlerEnvironment#logger}, with the station's id in front of each line. */
  Logger logger();
}
