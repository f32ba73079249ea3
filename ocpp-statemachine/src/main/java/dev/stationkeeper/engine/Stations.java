// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;

/**
 * The engines' side of the channel between gateway and engine: what sockets tell. Thread-safe; no
 * method blocks; order is kept for one connection.
 */
public interface Stations {
  /**
   * A socket was accepted; the result is the number that it carries from now on.
   *
   * @param securityProfile 0 to 3, with which the station has come
   */
  long opened(StationId station, OcppVersion version, String remoteAddress, int securityProfile);

  /** A text frame came in. */
  void received(StationId station, long connection, String text);

  /** The socket is gone. */
  void closed(StationId station, long connection, int code, String reason);
}
