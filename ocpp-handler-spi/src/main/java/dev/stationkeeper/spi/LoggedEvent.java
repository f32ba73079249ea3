// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.StationId;
import java.util.Optional;

/**
 * An event as it lies in the log. Facts of stations, and of the server itself what concerns
 * handlers, alarms and its life; users and credentials are not among them.
 */
@DoNotImplement
public interface LoggedEvent extends StationEvent {
  /** Its place in the log: unique, rising in the order in which events are told. From 1. */
  long position();

  /**
   * The station it belongs to; empty for the server's own. Then {@link #sequence()} is the number
   * in the server's own stream.
   */
  Optional<StationId> station();

  /** Who caused it: a user, or {@code handler#generation}; empty when nobody did. */
  Optional<String> by();

  /**
   * True when it may have been told to this consumer before. Not proof: the server may have ended
   * just before it was told.
   */
  @Override
  boolean replayed();
}
