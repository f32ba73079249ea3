// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.time.Duration;

/**
 * What an {@link EventConsumer} throws when its sink is away and no event is to blame: the batch is
 * given again, and nothing is ever put aside for it.
 */
public final class RetryLaterException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Longest pause, in milliseconds. */
  private static final long LONGEST = 300_000;

  private final long pauseMillis;

  /**
   * Asks for a pause.
   *
   * @param reason shown to operators
   * @param pause before the batch is given again; taken between 100 ms and 5 minutes
   */
  public RetryLaterException(String reason, Duration pause) {
    super(reason);
    this.pauseMillis = Math.clamp(pause.toMillis(), 100, LONGEST);
  }

  /** How long to wait. */
  public Duration pause() {
    return Duration.ofMillis(pauseMillis);
  }
}
