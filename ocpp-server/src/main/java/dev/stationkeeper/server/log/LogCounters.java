// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.concurrent.atomic.LongAdder;

/** What the log counts, since the start of the process. Thread-safe. */
public final class LogCounters {
  private final LongAdder groups = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder conflicts = new LongAdder();
  private final LongAdder fromMemory = new LongAdder();
  private final LongAdder fromFiles = new LongAdder();

  LogCounters() {}

  void committed(int newBatches, long newEvents) {
    groups.increment();
    batches.add(newBatches);
    events.add(newEvents);
  }

  void refused(int newEvents) {
    refused.add(newEvents);
  }

  void conflict() {
    conflicts.increment();
  }

  void toldFromMemory(int read) {
    fromMemory.add(read);
  }

  void toldFromFiles(int read) {
    fromFiles.add(read);
  }

  /** Events that followers of the log took from memory, each follower counted. */
  public long fromMemory() {
    return fromMemory.sum();
  }

  /** Events that followers of the log read from its files, for memory had them no more. */
  public long fromFiles() {
    return fromFiles.sum();
  }

  /** Waits for the disk. */
  public long groups() {
    return groups.sum();
  }

  /** Batches made durable. */
  public long batches() {
    return batches.sum();
  }

  /** Events made durable. */
  public long events() {
    return events.sum();
  }

  /** Events that were not taken: too much waits, no room, a broken disk. */
  public long refused() {
    return refused.sum();
  }

  /** Batches of a writer that was not the first. */
  public long conflicts() {
    return conflicts.sum();
  }
}
