// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.station.Ids;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names that were never used before. Message ids are random UUIDs. 1.6 transaction ids count up
 * from the highest that the log has seen, and from the seconds since {@link #EPOCH} if that is
 * more: then an id that was given out but did not reach the log is not given out again either, as
 * long as fewer than one per second are used. Thread-safe.
 */
public final class FreshIds implements Ids {
  /** Where the seconds start: 2026-01-01. They pass the largest id in 2094. */
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicInteger lastTransactionId;

  /**
   * @param lastSeen the highest transaction id in the log, 0 when there is none
   */
  public FreshIds(int lastSeen, Instant now) {
    long seconds = Duration.between(EPOCH, now).toSeconds();
    this.lastTransactionId =
        new AtomicInteger(
            (int) Math.min(Integer.MAX_VALUE - 1, Math.max(lastSeen, Math.max(0, seconds - 1))));
  }

  /** The number that a 1.6 transaction was given; 0 when the id is the station's own (2.x). */
  public static int numberIn(StationEvent.TransactionStarted started) {
    if (started.evse() != null) {
      return 0;
    }
    try {
      return Integer.parseInt(started.transactionId());
    } catch (NumberFormatException e) {
      return 0; // A 2.x transaction without an EVSE: its id is no number of ours.
    }
  }

  @Override
  public String messageId() {
    return UUID.randomUUID().toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when all ids are used up
   */
  @Override
  public int transactionId() {
    int id = lastTransactionId.incrementAndGet();
    if (id <= 0) {
      lastTransactionId.decrementAndGet();
      throw new IllegalStateException("All transaction ids are used up");
    }
    return id;
  }
}
