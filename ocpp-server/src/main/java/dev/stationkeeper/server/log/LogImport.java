// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Takes JSON lines into a log. A line whose event is in the log already is passed over, so an
 * import that was broken off is begun again; positions are given anew.
 */
public final class LogImport {
  private static final int WAITING = 1_000;

  private final SegmentedLog log;
  private final Consumer<LogRecord> validation;

  /**
   * Imports into {@code log}.
   *
   * @param validation throws {@link IllegalArgumentException} for an event that must not come in
   */
  public LogImport(SegmentedLog log, Consumer<LogRecord> validation) {
    this.log = log;
    this.validation = validation;
  }

  /** How many events came in, and how many were there before. */
  public record Result(long imported, long skipped) {}

  /**
   * Reads to the end. What stands before a wrong line is in the log when this throws.
   *
   * @throws WrongLineException naming the first line that is wrong
   */
  public Result read(BufferedReader lines) throws IOException {
    List<CompletionStage<Long>> waiting = new ArrayList<>();
    try {
      return read(lines, waiting);
    } catch (WrongLineException e) {
      await(waiting);
      throw e;
    }
  }

  private Result read(BufferedReader lines, List<CompletionStage<Long>> waiting)
      throws IOException {
    Map<String, Long> sequences = new HashMap<>();
    long imported = 0;
    long skipped = 0;
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      LogRecord event = parse(number, line);
      long before = sequences.computeIfAbsent(event.stream(), log::lastSequence);
      if (event.sequence() <= before) {
        skipped++;
        continue;
      }
      if (event.sequence() != before + 1) {
        throw new WrongLineException(
            number,
            event.stream()
                + " has sequence number "
                + before
                + " before it, not "
                + (event.sequence() - 1));
      }
      sequences.put(event.stream(), event.sequence());
      LogEntry entry =
          new LogEntry(event.type(), event.version(), event.at(), event.cause(), event.json());
      waiting.add(log.append(event.stream(), before, List.of(entry)));
      imported++;
      if (waiting.size() >= WAITING) {
        await(waiting);
      }
    }
    await(waiting);
    return new Result(imported, skipped);
  }

  private LogRecord parse(long number, String line) throws WrongLineException {
    try {
      LogRecord event = JsonLine.read(line);
      validation.accept(event);
      return event;
    } catch (IllegalArgumentException e) {
      throw new WrongLineException(number, String.valueOf(e.getMessage()));
    }
  }

  private static void await(List<CompletionStage<Long>> waiting) throws IOException {
    try {
      for (CompletionStage<Long> one : waiting) {
        one.toCompletableFuture().join();
      }
    } catch (CompletionException e) {
      throw new IOException("the log did not take the events", e.getCause());
    }
    waiting.clear();
  }
}
