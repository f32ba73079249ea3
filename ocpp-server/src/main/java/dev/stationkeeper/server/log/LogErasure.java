// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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
    return rewrite(stream -> true, before);
  }

  /**
   * Erases every token that was seen by a station, there.
   *
   * @param station null for all of them; the list of tokens is then left as it is
   * @param before only in events that are older
   */
  public Result tokensOf(@Nullable String station, Instant before) throws IOException {
    Predicate<String> streams =
        station == null ? stream -> !stream.equals(SystemLog.STREAM) : station::equals;
    SegmentedLog log = open;
    if (log == null) {
      try (SegmentedLog own = SegmentedLog.open(LogSettings.in(folder))) {
        collect(own, streams, before);
      }
    } else {
      collect(log, streams, before);
    }
    return rewrite(streams, before);
  }

  private void collect(SegmentedLog log, Predicate<String> streams, Instant before) {
    LogCursor cursor = log.cursor(0);
    for (List<LogRecord> events = cursor.next(STEP);
        !events.isEmpty();
        events = cursor.next(STEP)) {
      for (LogRecord event : events) {
        if (streams.test(event.stream()) && event.at().isBefore(before)) {
          pseudonyms.addAll(event);
        }
      }
    }
  }

  private Result rewrite(Predicate<String> streams, Instant before) throws IOException {
    SegmentedLog log = open;
    return new Result(
        pseudonyms.size(),
        log == null ? rewriteClosed(streams, before) : rewriteOpen(log, streams, before));
  }

  private long rewriteClosed(Predicate<String> streams, Instant before) throws IOException {
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
        places += rewrite(segment, streams, before);
      }
    }
    return places;
  }

  private long rewriteOpen(SegmentedLog log, Predicate<String> streams, Instant before)
      throws IOException {
    if (!log.maintenance().tryLock()) {
      throw new IOException("segments of the event log are being moved or rewritten already");
    }
    try {
      mark();
      long places = 0;
      for (Segment segment : log.closed()) {
        long found = rewrite(segment.path(), streams, before);
        if (found > 0) {
          segment.file().moved(segment.path());
          places += found;
        }
      }
      return places;
    } finally {
      log.maintenance().unlock();
    }
  }

  private void mark() throws IOException {
    Files.writeString(folder.resolve(MARK), "");
    new FileDisk().forceFolder(folder);
  }

  private long rewrite(Path segment, Predicate<String> streams, Instant before) throws IOException {
    Path fresh = segment.resolveSibling(segment.getFileName() + ".erased");
    Files.copy(segment, fresh, StandardCopyOption.REPLACE_EXISTING);
    FileDisk disk = new FileDisk();
    long[] places = new long[1];
    try (DiskFile from = disk.open(segment);
        DiskFile to = disk.open(fresh)) {
      IOException[] failure = new IOException[1];
      new SegmentScan(from, segment, damage -> {})
          .walk(
              SegmentHeader.LENGTH,
              from.size(),
              (bytes, at, length, offset) -> {
                byte[] frame = Arrays.copyOfRange(bytes, at, at + length);
                int found =
                    streams.test(Frames.stream(frame, 0)) && isOlder(frame, before)
                        ? pseudonyms.replace(frame, Frames.HEADER + Frames.BODY_HEADER)
                        : 0;
                if (found > 0) {
                  places[0] += found;
                  touched.add(Frames.stream(frame, 0));
                  Frames.seal(frame, Frames.position(frame, 0), Frames.sequence(frame, 0));
                  try {
                    to.write(ByteBuffer.wrap(frame), offset);
                  } catch (IOException e) {
                    failure[0] = e;
                  }
                }
                return failure[0] == null;
              });
      if (failure[0] != null) {
        throw failure[0];
      }
      to.force();
    }
    if (places[0] > 0) {
      Files.move(
          fresh, segment, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      disk.forceFolder(requireNonNull(segment.getParent()));
    } else {
      Files.delete(fresh);
    }
    return places[0];
  }

  private static boolean isOlder(byte[] frame, Instant before) {
    boolean[] older = {true};
    Frames.decode(frame, 0, event -> older[0] &= event.at().isBefore(before));
    return older[0];
  }
}
