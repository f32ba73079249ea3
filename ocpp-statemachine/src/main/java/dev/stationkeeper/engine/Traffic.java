// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every message and command, for metrics and traces. Called on the engines' hot path by
 * many threads: must neither block nor throw, and what it keeps it must bound. A CALL that was
 * {@link #received} is later either {@link #answered} or {@link #lost}, one that was {@link #sent}
 * has one {@link #resulted}.
 */
public interface Traffic {
  /** Hears of nothing. */
  Traffic NONE = new Traffic() {};

  /** A station's CALL was read. */
  default void received(OpenCall call) {}

  /** A station's SEND (2.1) was read; it has no answer. */
  default void noted(OpenCall send) {}

  /** What a station wrote is no message. */
  default void malformed(StationId station, OcppVersion version) {}

  /** A handler's decision on a station's CALL is awaited. */
  default void asked(OpenCall call) {}

  /** The decision is there. On any thread. */
  default void decided(OpenCall call, Outcome outcome, Duration took) {}

  /**
   * The answer to a station's CALL was given to its socket.
   *
   * @param answer a CALLRESULT or CALLERROR
   * @param took from the CALL's arrival
   */
  default void answered(OpenCall call, Frame answer, Duration took) {}

  /** A station's CALL will not be answered: its connection is gone, or too many are open. */
  default void lost(OpenCall call) {}

  /** A CALL of ours was given to a station's socket. */
  default void sent(OpenCall call) {}

  /**
   * A CALL of ours has ended.
   *
   * @param result CALLRESULT or CALLERROR; null when none came in time
   */
  default void resulted(OpenCall call, @Nullable Frame result, Duration took) {}

  /** Somebody wants a command sent. Commands of the machine's own are not heard of here. */
  default void submitted(StationId station, Command command) {}

  /**
   * A command was sent, or has reached its end.
   *
   * @param out the CALL of ours that is out at this moment; null when none is
   */
  default void progressed(
      StationId station, String commandId, CommandStatus status, @Nullable OpenCall out) {}
}
