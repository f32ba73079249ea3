// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The event log: append-only segment files with a checksum on every batch, one writer for all
 * streams, a sequence number per stream. Thread-safe.
 */
public final class SegmentedLog implements AutoCloseable {
  /** Give it as last sequence number to append wherever the stream ends. */
  public static final long ANY = LogWriter.ANY;

  private final LogSettings settings;
  private final Disk disk;
  private final Path folder;
  private final Segments segments;
  private final Tail tail;
  private final Recent recent;
  private final ReentrantLock maintenance = new ReentrantLock();
  private final LogWriter writer;
  private final LogCounters counters = new LogCounters();
  private final ExecutorService completions;
  private final ExecutorService housekeeping;
  private final @Nullable FileChannel lockFile;

  private SegmentedLog(LogSettings settings, Disk disk, @Nullable FileChannel lockFile)
      throws IOException {
    this.settings = settings;
    this.disk = disk;
    this.lockFile = lockFile;
    folder = settings.folder();
    segments = new Segments(disk, settings.folder());
    segments.load();
    Segment last = segments.last();
    tail = new Tail(last == null ? 0 : last.lastPosition());
    recent = new Recent(tail.position());
    completions =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("log-completions").factory());
    housekeeping =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("log-housekeeping").factory());
    SegmentCloser closer = new SegmentCloser(housekeeping);
    writer = new LogWriter(segments, disk, settings, tail, recent, completions, closer, counters);
    if (disk.isWritable()) {
      writer.start();
    }
  }

  /**
   * Opens the log in its folder, or begins one. A torn tail is cut off and said.
   *
   * @throws IOException when another process has it open, or its last segment cannot be read
   */
  public static SegmentedLog open(LogSettings settings) throws IOException {
    return open(settings, new FileDisk());
  }

  /**
   * Opens the log in {@code folder} as it is at this moment, also while a server writes it. Nothing
   * in the folder is touched: a torn tail is passed over, and every append is refused.
   *
   * @throws IOException when there is none, or it cannot be read
   */
  public static SegmentedLog openToRead(Path folder) throws IOException {
    SegmentedLog log = new SegmentedLog(LogSettings.in(folder), new FileDisk(false), null);
    try {
      log.writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it never ran, so there was nothing to wait for
    }
    return log;
  }

  static SegmentedLog open(LogSettings settings, Disk disk) throws IOException {
    Files.createDirectories(settings.folder());
    FileChannel lockFile =
        FileChannel.open(
            settings.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      if (!isLocked(lockFile)) {
        throw new IOException("the event log in " + settings.folder() + " is open already");
      }
      SegmentedLog log = new SegmentedLog(settings, disk, lockFile);
      opened = true;
      return log;
    } finally {
      if (!opened) {
        lockFile.close();
      }
    }
  }

  private static boolean isLocked(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Appends the batch, all of it or nothing, if the stream's last sequence number is {@code
   * lastSequence}. Never blocks.
   *
   * @param stream 1 to 255 characters of ASCII
   * @param lastSequence 0 when the stream is empty, {@link #ANY} when it does not matter
   * @param entries at least one, together below 32 MiB
   * @return the position of the batch's last event once it is on disk, completed on a thread of the
   *     log in the order of the log. Fails with {@link
   *     dev.stationkeeper.engine.LogConflictException} when another writer was first, {@link
   *     LogRefusedException} when it was not even tried, another {@link IOException} when the disk
   *     failed: then nothing of the batch is in the log, unless the process dies before the log has
   *     recovered
   */
  public CompletionStage<Long> append(String stream, long lastSequence, List<LogEntry> entries) {
    return writer.append(stream, lastSequence, entries);
  }

  /** Last sequence number of a stream that is on disk; 0 when there is none. */
  public long lastSequence(String stream) {
    return segments.heads().getOrDefault(stream, 0L);
  }

  /** Position of the last event on disk; 0 when there is none. */
  public long position() {
    return tail.position();
  }

  /** Every stream that has an event. */
  public Set<String> streams() {
    return Set.copyOf(segments.heads().keySet());
  }

  /** What is told of each event. */
  @FunctionalInterface
  public interface Visitor {
    /** Returns false to end the reading. */
    boolean visit(LogRecord event);
  }

  /**
   * Reads the events of one stream in order, from what is on disk when it is called. Blocks.
   *
   * @param afterSequence only events with a higher sequence number
   * @param afterPosition only events with a higher position
   */
  public void read(String stream, long afterSequence, long afterPosition, Visitor visitor) {
    Deque<Found> found = new ArrayDeque<>();
    try {
      for (Segment segment : segments.all().reversed()) {
        if (segment.lastPosition() <= afterPosition) {
          break;
        }
        SegmentIndex.Refs refs = segment.frames(stream);
        if (refs.offsets().length > 0) {
          found.addFirst(new Found(segment, refs));
          if (refs.sequences()[0] <= afterSequence + 1) {
            break;
          }
        }
      }
      Filtered filtered = new Filtered(afterSequence, afterPosition, visitor);
      for (Found one : found) {
        readRefs(one, afterSequence, afterPosition, filtered);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + stream + " from the event log", e);
    }
  }

  private record Found(Segment segment, SegmentIndex.Refs refs) {}

  private void readRefs(Found found, long afterSequence, long afterPosition, Filtered to)
      throws IOException {
    long[] sequences = found.refs().sequences();
    int[] offsets = found.refs().offsets();
    long begin = found.segment().index().offsetBefore(afterPosition + 1);
    for (int i = 0; i < sequences.length && to.more; i++) {
      boolean before = i + 1 < sequences.length && sequences[i + 1] <= afterSequence + 1;
      if (!before && offsets[i] >= begin) {
        found.segment().readFrame(offsets[i], to::accept, segments::damaged);
      }
    }
  }

  /** Passes on what was asked for. */
  private static final class Filtered {
    private final long afterSequence;
    private final long afterPosition;
    private final Visitor visitor;
    private boolean more = true;

    Filtered(long afterSequence, long afterPosition, Visitor visitor) {
      this.afterSequence = afterSequence;
      this.afterPosition = afterPosition;
      this.visitor = visitor;
    }

    void accept(LogRecord event) {
      if (more && event.sequence() > afterSequence && event.position() > afterPosition) {
        more = visitor.visit(event);
      }
    }
  }

  /** Reads all streams in the order of the log, from behind {@code position} on. */
  public LogCursor cursor(long position) {
    return new LogCursor(segments, recent, counters, position);
  }

  /** The same from the files alone: for who proves what is in them. */
  public LogCursor fileCursor(long position) {
    return new LogCursor(segments, null, counters, position);
  }

  /** What the files have may have changed: nothing is told from memory that was written before. */
  void forgetRecent() {
    recent.forget();
  }

  /**
   * Waits until there is an event behind {@code position}.
   *
   * @return false when there is none after that time, the log was closed, or {@link #wake} came
   */
  public boolean awaitBeyond(long position, Duration atMost) throws InterruptedException {
    return tail.awaitBeyond(position, atMost);
  }

  /** Ends every {@link #awaitBeyond} of the moment. */
  public void wake() {
    tail.wake();
  }

  /** From now on that one hears how long the disk takes; nobody does at first. */
  public void meter(LogMeter hears) {
    writer.meter(hears);
  }

  /** True while the thread lives that writes. */
  public boolean isWriting() {
    return writer.isAlive();
  }

  /**
   * Bytes that can still be written to the log's disk.
   *
   * @throws UncheckedIOException when the disk does not say
   */
  public long usableBytes() {
    try {
      return disk.usableBytes(settings.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("the disk of " + settings.folder() + " does not answer", e);
    }
  }

  /** With less than this left nothing is taken. */
  public long diskFloorBytes() {
    return settings.diskFloorBytes();
  }

  /**
   * Has the next append begin a new segment, so that everything before it lies in closed ones.
   * Nothing changes until then.
   */
  void beginSegment() {
    writer.beginSegment();
  }

  /** The segments that are written no more, oldest first. */
  List<Segment> closed() {
    List<Segment> all = List.copyOf(segments.all());
    return all.isEmpty() ? all : all.subList(0, all.size() - 1);
  }

  /** Held by who moves or rewrites segments: one at a time. */
  ReentrantLock maintenance() {
    return maintenance;
  }

  /** Where the segments lie that are not in the archive. */
  Path folder() {
    return folder;
  }

  /** Why the log takes no events at present; empty when it does. */
  public Optional<String> trouble() {
    return Optional.ofNullable(writer.trouble());
  }

  /** Places that could not be read since the start, the first hundred of them. */
  public List<Damage> damages() {
    return segments.damages();
  }

  /** Bytes that wait for the disk. */
  public long pendingBytes() {
    return writer.pendingBytes();
  }

  /** What was counted since the start. */
  public LogCounters counters() {
    return counters;
  }

  /** Writes what waits, completes it, and closes the files. */
  @Override
  public void close() throws IOException {
    boolean interrupted = false;
    try {
      writer.close();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    tail.close();
    completions.close();
    housekeeping.close();
    segments.close();
    if (lockFile != null) {
      lockFile.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
