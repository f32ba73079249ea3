// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.server.log.SystemEvent;

/** Puts changes of handlers on record. Thread-safe; never blocks. */
@FunctionalInterface
public interface ChangeRecord {
  /**
   * Something was changed, or was to be.
   *
   * @param by who wanted it
   */
  void on(SystemEvent event, String by);
}
