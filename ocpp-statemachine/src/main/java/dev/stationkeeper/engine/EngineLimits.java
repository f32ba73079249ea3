// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import java.time.Duration;

/**
 * The bounds of the engines.
 *
 * @param mailbox frames and commands waiting per station; when full a frame closes its connection
 *     and a command is refused
 * @param batchEvents events after which an append is sent off although more inputs wait
 * @param inputsPerTurn inputs after which a station gives its thread to the next one
 * @param askDeadline for a decision on a station's CALL, from its arrival
 * @param stations known at most; a further one is not taken in
 */
public record EngineLimits(
    int mailbox, int batchEvents, int inputsPerTurn, Duration askDeadline, int stations) {
  /** What a node has when nobody says otherwise. */
  public static final EngineLimits DEFAULT =
      new EngineLimits(256, 256, 64, Duration.ofSeconds(20), 200_000);

  public EngineLimits {
    if (mailbox < 1 || batchEvents < 1 || inputsPerTurn < 1 || stations < 1) {
      throw new IllegalArgumentException("Every bound of the engines is at least 1");
    }
  }
}
