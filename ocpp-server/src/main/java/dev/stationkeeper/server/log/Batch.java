// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Entries that wait for the writer, as the frame that they become. An empty frame ends the writer.
 *
 * @param expected the stream's last sequence number, or {@link LogWriter#ANY}
 * @param exact when the frame reads as the entries are, to the letter
 * @param at when it came, by {@link System#nanoTime()}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Batch(
    String stream,
    long expected,
    List<LogEntry> entries,
    boolean exact,
    byte[] frame,
    CompletableFuture<Long> done,
    long at) {

  static Batch of(String stream, long expected, List<LogEntry> entries) {
    Frames.Encoded encoded = Frames.encode(stream, entries);
    return new Batch(
        stream,
        expected,
        List.copyOf(entries),
        encoded.exact(),
        encoded.frame(),
        new CompletableFuture<>(),
        System.nanoTime());
  }

  static Batch end() {
    return new Batch("", LogWriter.ANY, List.of(), true, new byte[0], new CompletableFuture<>(), 0);
  }

  int count() {
    return entries.size();
  }

  /** Adds what a reader of the file is told, once it is there. */
  void records(long position, long sequence, List<LogRecord> to) {
    if (!exact) {
      Frames.decode(frame, 0, to::add);
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      LogEntry entry = entries.get(i);
      to.add(
          new LogRecord(
              position + i,
              stream,
              sequence + i,
              entry.at(),
              entry.cause(),
              entry.type(),
              entry.version(),
              entry.json(),
              entry.event()));
    }
  }
}
