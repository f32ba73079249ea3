// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/**
 * The station's cable to its CSMS. Every method returns at once and is called from the station's
 * one thread; what comes of it is told to {@link Station#opened}, {@link Station#received} and
 * {@link Station#closed} on that thread, never from inside the call itself.
 */
public interface Link {
  /** Opens a connection. Answered by {@code opened} or {@code closed}. */
  void connect();

  /** Sends one text frame; dropped when the connection is already gone. */
  void send(String text);

  /**
   * Ends the connection. Answered by {@code closed}; nothing happens when there is none.
   *
   * @param abruptly true: a TCP reset without a close frame, as when the power goes
   */
  void close(boolean abruptly);
}
