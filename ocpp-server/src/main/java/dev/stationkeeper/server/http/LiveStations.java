// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.StationState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the API asks of the engines. Thread-safe; nothing blocks. */
public interface LiveStations {
  /** The station's socket; empty when the station is unknown. */
  Optional<Socket> find(StationId station);

  /** The state of the station's machine; empty when no engine has it. */
  default Optional<StationState> state(StationId station) {
    return Optional.empty();
  }

  /**
   * Wants a command sent.
   *
   * @throws java.util.concurrent.RejectedExecutionException when no more is taken in
   */
  Submission submit(StationId station, Command command);

  /** Wants a command dropped; nothing happens when it has ended or is unknown. */
  void cancel(StationId station, String commandId, String by);

  /** Tells how a transaction ended; nothing happens when it is unknown to its station. */
  void putRight(StationId station, Input.TransactionPutRight right);

  /**
   * A command that was handed in.
   *
   * @param taken when it is durable
   * @param ended when it has its one end state
   */
  record Submission(CompletionStage<Standing> taken, CompletionStage<Standing> ended) {}

  /**
   * Where a command stands.
   *
   * @param response the station's payload verbatim, or code and description of an error
   */
  record Standing(String commandId, CommandStatus status, JsonView response) {}

  /**
   * A station's connection at this moment.
   *
   * @param version of the open socket, null when there is none
   * @param lastSeen when something last came in since the server started, null when nothing did
   */
  record Socket(boolean connected, @Nullable OcppVersion version, @Nullable Instant lastSeen) {}
}
