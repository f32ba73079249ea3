// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What of a batch has not left yet, as entries of PutRecords. An entry holds records of one station
 * as JSON lines, and a request has at most one entry of a station: PutRecords promises no order
 * within a request and may refuse any entry of it, so two entries of a station could change places.
 *
 * <p>The limits are those that every stream has: 500 entries and 5 MiB in a request with the keys,
 * 1 MiB in an entry with its key. (Streams can be set to take more; nothing here needs it.)
 */
final class KinesisRequest {
  static final int MOST_ENTRIES = 500;
  static final int MOST_BYTES = 5 << 20;
  static final int MOST_ENTRY_BYTES = 1 << 20;

  /** Lines of one station that leave together. */
  record Entry(String key, byte[] lines) {
    int bytes() {
      return key.getBytes(UTF_8).length + lines.length;
    }
  }

  private final Map<String, Deque<Entry>> waiting = new LinkedHashMap<>();

  /**
   * All of {@code batch}.
   *
   * @throws IllegalArgumentException when a record is larger than an entry may be
   */
  KinesisRequest(List<AnalyticsRecord> batch) {
    Map<String, ByteArrayOutputStream> open = new LinkedHashMap<>();
    for (AnalyticsRecord record : batch) {
      String key = record.stream();
      byte[] line = (record.json() + "\n").getBytes(UTF_8);
      int room = MOST_ENTRY_BYTES - key.getBytes(UTF_8).length;
      if (line.length > room) {
        throw new IllegalArgumentException(
            "The record " + record.id() + " has " + line.length + " bytes; Kinesis takes " + room);
      }
      ByteArrayOutputStream lines = open.computeIfAbsent(key, k -> new ByteArrayOutputStream());
      if (lines.size() + line.length > room) {
        add(key, lines);
        lines.reset();
      }
      lines.writeBytes(line);
    }
    open.forEach(this::add);
  }

  private void add(String key, ByteArrayOutputStream lines) {
    waiting.computeIfAbsent(key, k -> new ArrayDeque<>()).add(new Entry(key, lines.toByteArray()));
  }

  boolean isDone() {
    return waiting.isEmpty();
  }

  /** The first entry of each station, as many as a request takes. */
  List<Entry> next() {
    List<Entry> entries = new ArrayList<>();
    int bytes = 0;
    for (Deque<Entry> station : waiting.values()) {
      Entry first = station.getFirst();
      bytes += first.bytes();
      if (entries.size() == MOST_ENTRIES || bytes > MOST_BYTES) {
        break;
      }
      entries.add(first);
    }
    return entries;
  }

  /** {@code entry} has left. */
  void left(Entry entry) {
    Deque<Entry> station = Objects.requireNonNull(waiting.get(entry.key()));
    station.removeFirst();
    if (station.isEmpty()) {
      waiting.remove(entry.key());
    }
  }
}
