// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One socket with its two ends, which need not agree, and what is owed on it. */
final class Wire {
  final ModelStation station;
  final OcppVersion version;

  /** The engine's number of it, once the server has taken it. */
  long number;

  /** The end of the server: frames that arrive are given to the engine. */
  boolean serverOpen;

  /** The end of the station. */
  boolean stationOpen;

  /** Half open: nothing gets through any more, and nobody is told. */
  boolean silent;

  /** When the last frame that is under way arrives, per direction: a socket keeps its order. */
  long lastUp;

  long lastDown;

  /** How often the engine was given each CALL of the station, and how often it was answered. */
  final Map<String, Integer> calls = new HashMap<>();

  final Map<String, Integer> answers = new HashMap<>();

  /** Our CALL that the station has not answered. */
  @Nullable String out;

  Wire(ModelStation station, OcppVersion version) {
    this.station = station;
    this.version = version;
  }

  @Override
  public String toString() {
    return station.id() + "/" + number;
  }
}
