// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes identifiers of people out of a log. A pseudonym has the identifier's length, so that every
 * event stays where it is, with its position, number and index; only the checksums of the batches
 * are made anew. A segment is written beside and takes the old one's place when it is on disk:
 * whenever the power goes, each segment is the old or the new one, and the erasure is run again. A
 * mark in the log's folder says meanwhile that what is derived from the log may be older than it.
 */
public final class LogErasure {
  private static final int STEP = 10_000;

  /** While it is there, snapshots and read models may still have what was erased. */
  private static final String MARK = "erasing";

  private final Path folder;
  private final @Nullable SegmentedLog open;
  private final Pseudonyms pseudonyms;
  private final Set<String> touched = new HashSet<>();

  /** Erases in the log in {@code folder}, which no server uses. */
  public LogErasure(Path folder, SecureRandom random) {
    this.folder = folder;
    this.open = null;
    this.pseudonyms = new Pseudonyms(random);
  }

  /**
   * Erases in a log that is in use, in its closed segments: {@link #begin} first.
   *
   * @param log that is read and appended to meanwhile
   */
  public LogErasure(SegmentedLog log, SecureRandom random) {
    this.folder = log.folder();
    this.open = log;
    this.pseudonyms = new Pseudonyms(random);
  }

  /**
   * Has the next event that comes into {@code log} begin a new segment: everything before it can be
   * erased then.
   */
  public static void begin(SegmentedLog log) {
    log.beginSegment();
  }

  /** True when an erasure of the log in {@code folder} did not come to its end. */
  public static boolean isUnfinished(Path folder) {
    return Files.exists(folder.resolve(MARK));
  }

  /** What is derived from the log in {@code folder} was made anew. */
  public static void finished(Path folder) throws IOException {
    for (Path segment : LogArchive.segments(folder)) {
      Files.deleteIfExists(SegmentRewrite.beside(segment)); // of one that was killed
    }
    Files.deleteIfExists(folder.resolve(MARK));
  }

  /** The streams in which something was erased. */
  public Set<String> touched() {
    return Set.copyOf(touched);
  }

  /**
   * What was done.
   *
   * @param identifiers that have a pseudonym now
   * @param places in which one stood
   */
  public record Result(int identifiers, long places) {}

  /** Erases one token wherever it stands, in the list of tokens too. */
  public Result token(String token, Instant before) throws IOException {
    pseudonyms.add(token);
    return rewrite(stream -> true, Window.until(before));
  }

  /**
   * Erases every token that was seen by a station, there.
   *
   * @param station null for all of them; the list of tokens is then left as it is
   * @param before only in events that are older
   */
  public Result tokensOf(@Nullable String station, Instant before) throws IOException {
    Predicate<String> streams = station == null ? LogErasure::isOfStation : station::equals;
    collect(streams, Window.until(before));
    return rewrite(streams, Window.until(before));
  }

  /**
   * Looks for tokens in the events of all stations from {@code from} on and before {@code before}:
   * what {@link #collected} erases.
   *
   * @return false when there is none
   */
  public boolean collect(Instant from, Instant before) throws IOException {
    collect(LogErasure::isOfStation, new Window(from, before));
    return pseudonyms.size() > 0;
  }

  /** Erases what {@link #collect} has found, between the same times. */
  public Result collected(Instant from, Instant before) throws IOException {
    return rewrite(LogErasure::isOfStation, new Window(from, before));
  }

  private static boolean isOfStation(String stream) {
    return !stream.equals(SystemLog.STREAM);
  }

  /** From a time on, before another. */
  private record Window(Instant from, Instant before) {
    static Window until(Instant before) {
      return new Window(Instant.EPOCH, before);
    }

    boolean has(LogRecord event) {
      return !event.at().isBefore(from) && event.at().isBefore(before);
    }

    /** Without a beginning every segment is looked at, for clocks are set back. */
    boolean meets(Segment segment) throws IOException {
      if (from.equals(Instant.EPOCH)) {
        return true;
      }
      Optional<Segment.Ends> ends = segment.ends();
      return ends.isPresent()
          && !ends.get().last().at().isBefore(from)
          && ends.get().first().at().isBefore(before);
    }
  }

  private void collect(Predicate<String> streams, Window window) throws IOException {
    SegmentedLog log = open;
    if (log == null) {
      try (SegmentedLog own = SegmentedLog.open(LogSettings.in(folder))) {
        collect(own, streams, window);
      }
    } else {
      collect(log, streams, window);
    }
  }

  private void collect(SegmentedLog log, Predicate<String> streams, Window window)
      throws IOException {
    LogCursor cursor = log.fileCursor(before(log, window));
    for (List<LogRecord> events = cursor.next(STEP);
        !events.isEmpty();
        events = cursor.next(STEP)) {
      for (LogRecord event : events) {
        if (streams.test(event.stream()) && window.has(event)) {
          pseudonyms.addAll(event);
        }
      }
    }
  }

  /** A position with nothing of the window before it: whole segments are not read. */
  private static long before(SegmentedLog log, Window window) throws IOException {
    long position = 0;
    for (Segment segment : log.closed()) {
      Optional<Segment.Ends> ends = segment.ends();
      if (ends.isPresent()) {
        if (!ends.get().last().at().isBefore(window.from())) {
          return position;
        }
        position = ends.get().last().position();
      }
    }
    return position;
  }

  private Result rewrite(Predicate<String> streams, Window window) throws IOException {
    SegmentedLog log = open;
    return new Result(
        pseudonyms.size(),
        log == null ? rewriteClosed(streams, window) : rewriteOpen(log, streams, window));
  }

  private long rewriteClosed(Predicate<String> streams, Window window) throws IOException {
    long places = 0;
    try (FileChannel lockFile =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock()) {
      if (lock == null) {
        throw new IOException("the event log in " + folder + " is open; stop the server first");
      }
      mark();
      for (Path segment : LogArchive.segments(folder)) {
        places += rewrite(segment, streams, window);
      }
    }
    return places;
  }

  private long rewriteOpen(SegmentedLog log, Predicate<String> streams, Window window)
      throws IOException {
    if (!log.maintenance().tryLock()) {
      throw new IOException("segments of the event log are being moved or rewritten already");
    }
    try {
      mark();
      long places = 0;
      for (Segment segment : log.closed()) {
        long found = window.meets(segment) ? rewrite(segment.path(), streams, window) : 0;
        if (found > 0) {
          segment.file().moved(segment.path());
          places += found;
        }
      }
      return places;
    } finally {
      log.forgetRecent();
      log.maintenance().unlock();
    }
  }

  private void mark() throws IOException {
    Files.writeString(folder.resolve(MARK), "");
    new FileDisk().forceFolder(folder);
  }

  private long rewrite(Path segment, Predicate<String> streams, Window window) throws IOException {
    return SegmentRewrite.run(
        segment,
        frame -> {
          String stream = Frames.stream(frame, 0);
          int found =
              streams.test(stream) && isIn(frame, window)
                  ? pseudonyms.replace(frame, Frames.HEADER + Frames.BODY_HEADER)
                  : 0;
          if (found > 0) {
            touched.add(stream);
          }
          return found;
        });
  }

  /** A batch is of one moment; one on the border is in on both of its sides. */
  private static boolean isIn(byte[] frame, Window window) {
    boolean[] in = new boolean[1];
    Frames.decode(frame, 0, event -> in[0] |= window.has(event));
    return in[0];
  }
}
