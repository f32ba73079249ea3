// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;

/**
 * The sockets' side of the channel between gateway and engine. Plain values only: on many nodes a
 * topic lies between the two. Thread-safe; neither method blocks.
 */
public interface Connections {
  /** Writes a text frame; dropped and counted when that connection is gone. */
  void send(StationId station, long connection, String text);

  /** Closes the socket after what was sent before. */
  void close(StationId station, long connection, int code, String reason);
}
