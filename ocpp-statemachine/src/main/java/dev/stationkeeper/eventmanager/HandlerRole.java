// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

/** What a handler is installed for. */
public enum HandlerRole {
  /** Takes part in answering, in declared order. */
  RESPONDER,
  /** Looks on behind every answer; a slow one delays nobody. */
  OBSERVER,
  /** Follows the log with a checkpoint, for all stations at once; it has no slots. */
  CONSUMER
}
