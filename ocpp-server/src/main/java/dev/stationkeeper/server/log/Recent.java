// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest records on disk, in memory: who follows the log near its end reads no file and no
 * JSON. What it holds equals what the files have; the oldest go when there are too many, and are
 * read from the files by whom they are new to. Thread-safe: one writer, many readers.
 */
final class Recent {
  /** At most so many records. */
  static final int RECORDS = 16_384;

  /** At most so many characters of JSON; the events beside it may take a few times that. */
  private static final long CHARACTERS = 4L << 20;

  private final @Nullable LogRecord[] ring;
  private final long mostCharacters;
  private long characters;

  /** Position of the oldest record that is held; behind the last when there is none. */
  private long first;

  private long last;

  /** Holds nothing yet of a log that ends at {@code last}. */
  Recent(long last) {
    this(last, RECORDS, CHARACTERS);
  }

  Recent(long last, int records, long characters) {
    this.ring = new LogRecord[records];
    this.mostCharacters = characters;
    this.last = last;
    this.first = last + 1;
  }

  /** Position of the last record on disk. */
  synchronized long last() {
    return last;
  }

  /** The records behind {@link #last()}, without a gap. All are on disk. */
  synchronized void add(List<LogRecord> records) {
    for (LogRecord record : records) {
      if (last + 1 - first == ring.length) {
        dropFirst();
      }
      last++;
      ring[slot(last)] = record;
      characters += record.json().length();
      while (characters > mostCharacters) {
        dropFirst();
      }
    }
  }

  private void dropFirst() {
    LogRecord oldest = held(first);
    characters -= oldest.json().length();
    ring[slot(first)] = null;
    first++;
  }

  /**
   * The next records.
   *
   * @return empty when the one right behind {@code position} is not held
   */
  synchronized List<LogRecord> behind(long position, int atMost) {
    if (position + 1 < first || position >= last) {
      return List.of();
    }
    long to = Math.min(last, position + atMost);
    List<LogRecord> records = new ArrayList<>((int) (to - position));
    for (long at = position + 1; at <= to; at++) {
      records.add(held(at));
    }
    return records;
  }

  /** Forgets all of them: the files may have other words now. */
  synchronized void forget() {
    while (first <= last) {
      dropFirst();
    }
  }

  private LogRecord held(long position) {
    LogRecord record = ring[slot(position)];
    if (record == null) {
      throw new IllegalStateException("record " + position + " is not held");
    }
    return record;
  }

  private int slot(long position) {
    return (int) (position % ring.length);
  }
}
