// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The records that wait to leave together: at most one batch. Once it was tried to send it is
 * sealed, so that the sink gets the same list until it has it. Guarded by its owner.
 */
final class Gathered {
  private final BatchPolicy policy;
  private List<AnalyticsRecord> records = new ArrayList<>();
  private long bytes;
  private boolean sealed;
  private Instant oldest = Instant.MAX;

  Gathered(BatchPolicy policy) {
    this.policy = policy;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  boolean isFull() {
    return sealed || records.size() >= policy.records() || bytes >= policy.bytes();
  }

  /** True when a record of that weight has to wait for the next batch. */
  boolean hasNoRoom(int weight) {
    return !records.isEmpty() && (isFull() || bytes + weight > policy.bytes());
  }

  boolean isDue(Instant now) {
    return !records.isEmpty() && !now.isBefore(oldest.plus(policy.interval()));
  }

  void add(AnalyticsRecord record, int weight, Instant now) {
    if (records.isEmpty()) {
      oldest = now;
    }
    records.add(record);
    bytes += weight;
  }

  List<AnalyticsRecord> seal() {
    if (!sealed) {
      records = Collections.unmodifiableList(records);
      sealed = true;
    }
    return records;
  }

  /** It has left. */
  void clear() {
    records = new ArrayList<>();
    bytes = 0;
    sealed = false;
  }
}
