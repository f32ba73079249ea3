// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;

/** Keeps the secrets of commands unreadable while they lie in the log. Thread-safe. */
public interface SecretVault {
  /**
   * Text that only {@link #open} of the same server makes sense of, and that nobody can change.
   * Called by who submits the command, before anything of it is recorded; may block for a moment.
   *
   * @param command as it was submitted, with its secrets
   * @param clear what is to be sealed
   */
  String seal(StationId station, Command command, String clear);

  /**
   * What was sealed. Called by an engine: must not block.
   *
   * @throws IllegalStateException when it was sealed under another key, or was changed
   */
  String open(String sealed);
}
