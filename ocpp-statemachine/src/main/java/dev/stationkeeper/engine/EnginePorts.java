// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Ids;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Everything the engines reach the world by.
 *
 * @param executor runs the engines: a small fixed pool of platform threads
 * @param loader runs what blocks: reading a state back
 * @param managers makes the event manager of a station, at its first question or occurrence
 * @param vault keeps the secrets of commands where everything else is recorded
 * @param traffic hears of every message
 */
public record EnginePorts(
    Transitions transitions,
    FrameCodec codec,
    EventLog log,
    StateSource states,
    Connections connections,
    Function<StationId, EventManager> managers,
    Timers timers,
    Ids ids,
    Clock clock,
    Executor executor,
    Executor loader,
    Counters counters,
    EngineLimits limits,
    SecretVault vault,
    Traffic traffic) {
  /** Engines whose messages nobody measures. */
  public EnginePorts(
      Transitions transitions,
      FrameCodec codec,
      EventLog log,
      StateSource states,
      Connections connections,
      Function<StationId, EventManager> managers,
      Timers timers,
      Ids ids,
      Clock clock,
      Executor executor,
      Executor loader,
      Counters counters,
      EngineLimits limits,
      SecretVault vault) {
    this(
        transitions,
        codec,
        log,
        states,
        connections,
        managers,
        timers,
        ids,
        clock,
        executor,
        loader,
        counters,
        limits,
        vault,
        Traffic.NONE);
  }
}
