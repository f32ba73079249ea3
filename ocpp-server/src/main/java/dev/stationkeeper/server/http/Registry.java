// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.TokenRow;
import org.jspecify.annotations.Nullable;

/**
 * What operators keep: tokens and the stations they announce. A change is on disk when its method
 * returns, and the reads show it. Thread-safe; blocks. {@code by} is who did it, for the audit.
 */
public interface Registry {
  /** Adds or replaces a token. */
  void putToken(TokenRow token, String by);

  /** Removes a token. */
  void removeToken(String idToken, String by);

  /** Announces a station, once however many ask for it at once; false when it is known already. */
  boolean announceStation(String station, @Nullable String label, String by);

  /** Announces a station, or changes what is known of it. */
  void putStation(String station, @Nullable String label, String by);

  /** Notes that somebody has seen an alarm. */
  void acknowledgeAlarm(String alarm, String by);

  /** Forgets a station; its past stays in the log. */
  void removeStation(String station, String by);
}
