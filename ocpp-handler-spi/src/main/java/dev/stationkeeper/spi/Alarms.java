// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.StationId;
import org.jspecify.annotations.Nullable;

/**
 * Alarms that the server keeps as open or closed and shows to operators. Thread-safe; never blocks.
 */
@DoNotImplement
public interface Alarms {
  /**
   * Opens an alarm, or renews the text of the open one with that key.
   *
   * @param key unique within the handler, at most 100 characters
   * @param station the station it is about, or null
   * @param text for the operator, cut after 500 characters
   */
  void raise(String key, Severity severity, @Nullable StationId station, String text);

  /** Closes the open alarm with that key; nothing happens when there is none. */
  void clear(String key);
}
