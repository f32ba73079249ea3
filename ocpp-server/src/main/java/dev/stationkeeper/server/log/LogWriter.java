// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.LogConflictException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes whatever waits, writes it as one group, waits for the disk
 * once, and completes everybody: the more stations write at once, the less each of them waits.
 */
final class LogWriter {
  /** The stream's last sequence number does not matter. */
  static final long ANY = -1;

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final int GROUP_BYTES = 4 << 20;

  private final Segments segments;
  private final Disk disk;
  private final LogSettings settings;
  private final Tail tail;
  private final Recent recent;
  private final Executor completions;
  private final SegmentCloser closer;
  private final BlockingQueue<Batch> queue = new LinkedBlockingQueue<>();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(GROUP_BYTES);
  private final Map<String, Long> ahead = new HashMap<>();
  private final Thread thread;
  private @Nullable Segment segment;
  private long written;
  private volatile @Nullable String trouble;
  private volatile boolean closed;
  private volatile boolean another;
  private final LogCounters counters;
  private volatile LogMeter meter = LogMeter.NONE;

  LogWriter(
      Segments segments,
      Disk disk,
      LogSettings settings,
      Tail tail,
      Recent recent,
      Executor completions,
      SegmentCloser closer,
      LogCounters counters) {
    this.segments = segments;
    this.disk = disk;
    this.settings = settings;
    this.tail = tail;
    this.recent = recent;
    this.completions = completions;
    this.closer = closer;
    this.counters = counters;
    segment = segments.last();
    thread = Thread.ofPlatform().name("log-writer").unstarted(this::run);
  }

  /** From now on that one hears how long the disk takes. */
  void meter(LogMeter hears) {
    meter = hears;
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void start() {
    thread.start();
  }

  /** The next group goes into a new segment. */
  void beginSegment() {
    another = true;
  }

  /** Where a batch of the present group went. */
  private record Placed(Batch batch, long position, long sequence, int offset) {}

  /** Why nothing can be written, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  long pendingBytes() {
    return pendingBytes.get();
  }

  CompletableFuture<Long> append(String stream, long expected, List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("a batch has an event"));
    }
    Batch batch = Batch.of(stream, expected, entries);
    int length = batch.frame().length;
    if (pendingBytes.addAndGet(length) > settings.pendingBytes() && !queue.isEmpty()) {
      pendingBytes.addAndGet(-length);
      counters.refused(entries.size());
      return CompletableFuture.failedFuture(
          new LogRefusedException(
              "more than " + settings.pendingBytes() + " bytes wait for the disk already"));
    }
    queue.add(batch);
    if (closed) {
      failRest();
    }
    return batch.done();
  }

  /** Writes what waits, then ends. */
  void close() throws InterruptedException {
    closed = true;
    queue.add(Batch.end());
    thread.join();
    failRest();
  }

  private void failRest() {
    if (thread.isAlive()) {
      return; // it will come to them
    }
    for (Batch batch = queue.poll(); batch != null; batch = queue.poll()) {
      pendingBytes.addAndGet(-batch.frame().length);
      batch.done().completeExceptionally(new LogRefusedException("the event log is closed"));
    }
  }

  private void run() {
    List<Batch> group = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = take(group);
      if (!group.isEmpty()) {
        commit(group);
      }
      group.clear();
    }
  }

  /** Waits for a batch, takes what else is there; false when the end was among it. */
  private boolean take(List<Batch> group) {
    Batch batch;
    try {
      batch = queue.take();
    } catch (InterruptedException e) {
      return true; // nobody interrupts this thread; close() is how it ends
    }
    long bytes = 0;
    while (batch != null) {
      if (batch.frame().length == 0) {
        return false;
      }
      group.add(batch);
      bytes += batch.frame().length;
      batch = bytes < GROUP_BYTES ? queue.poll() : null;
    }
    return true;
  }

  private void commit(List<Batch> group) {
    List<Placed> placed = new ArrayList<>(group.size());
    try {
      refuseNearlyFull();
      Segment into = segment;
      if (another && into != null && !into.isEmpty()) {
        closer.close(into);
        into = null;
      }
      another = false;
      if (into == null) {
        into = segments.begin(tail.position() + 1);
        segment = into;
      }
      write(into, group, placed);
      if (settings.durable() && !placed.isEmpty()) {
        long from = System.nanoTime();
        into.file().force();
        meter.forced(System.nanoTime() - from);
      }
      if (!placed.isEmpty()) {
        recovered(); // before anybody is told that it goes again
      }
      publish(into, placed);
    } catch (IOException e) {
      failed(group, e);
    } catch (RuntimeException | Error e) {
      failed(group, new IOException("the log's writer failed", e));
    }
  }

  private void refuseNearlyFull() throws IOException {
    long usable = disk.usableBytes(settings.folder());
    if (usable < settings.diskFloorBytes()) {
      throw new LogRefusedException(
          "only "
              + usable
              + " bytes are left on the disk of "
              + settings.folder()
              + ", the floor is "
              + settings.diskFloorBytes());
    }
  }

  private void write(Segment into, List<Batch> group, List<Placed> placed) throws IOException {
    ahead.clear();
    buffer.clear();
    written = into.end();
    long position = tail.position();
    for (Batch batch : group) {
      Long head = ahead.get(batch.stream());
      if (head == null) {
        head = segments.heads().getOrDefault(batch.stream(), 0L);
      }
      if (batch.expected() != ANY && batch.expected() != head) {
        conflict(batch, head);
        continue;
      }
      Frames.seal(batch.frame(), position + 1, head + 1);
      if (batch.frame().length > buffer.remaining()) {
        flush(into);
      }
      placed.add(new Placed(batch, position + 1, head + 1, (int) (written + buffer.position())));
      if (batch.frame().length > buffer.capacity()) {
        into.file().write(ByteBuffer.wrap(batch.frame()), written);
        written += batch.frame().length;
      } else {
        buffer.put(batch.frame());
      }
      position += batch.count();
      ahead.put(batch.stream(), head + batch.count());
    }
    flush(into);
  }

  private void flush(Segment into) throws IOException {
    buffer.flip();
    int length = buffer.remaining();
    if (length > 0) {
      into.file().write(buffer, written);
      written += length;
    }
    buffer.clear();
  }

  private void publish(Segment into, List<Placed> placed) throws IOException {
    if (placed.isEmpty()) {
      return;
    }
    MemoryIndex index = (MemoryIndex) into.index();
    for (Placed one : placed) {
      Batch batch = one.batch();
      index.add(batch.stream(), one.position(), one.sequence(), batch.count(), one.offset());
    }
    Placed newest = placed.getLast();
    long position = newest.position() + newest.batch().count() - 1;
    into.advance(written, position);
    segments.heads().putAll(ahead);
    List<LogRecord> records = new ArrayList<>(2 * placed.size());
    for (Placed one : placed) {
      one.batch().records(one.position(), one.sequence(), records);
    }
    recent.add(records);
    tail.advance(position);
    long events = position - placed.getFirst().position() + 1;
    counters.committed(placed.size(), events);
    meter.appended(placed.size(), (int) events, System.nanoTime() - placed.getFirst().batch().at());
    completions.execute(
        () -> {
          for (Placed one : placed) {
            pendingBytes.addAndGet(-one.batch().frame().length);
            one.batch().done().complete(one.position() + one.batch().count() - 1);
          }
        });
    if (into.end() >= settings.segmentBytes()) {
      segment = null;
      closer.close(into);
    }
  }

  private void conflict(Batch batch, long head) {
    counters.conflict();
    fail(
        batch,
        new LogConflictException(
            batch.stream()
                + " is at sequence number "
                + head
                + ", the batch was made for "
                + batch.expected()));
  }

  private void fail(Batch batch, Exception why) {
    pendingBytes.addAndGet(-batch.frame().length);
    completions.execute(() -> batch.done().completeExceptionally(why));
  }

  /** Nobody is told that it is stored; the file is left as it was, or left behind for good. */
  private void failed(List<Batch> group, IOException why) {
    String before = trouble;
    String message = Objects.toString(why.getMessage(), why.toString());
    trouble = message;
    if (before == null) {
      LOG.error("The event log takes nothing: {}", message, why);
    }
    for (Batch batch : group) {
      if (!batch.done().isDone()) {
        counters.refused(batch.count());
        fail(batch, why);
      }
    }
    Segment broken = segment;
    if (broken == null || why instanceof LogRefusedException) {
      return;
    }
    // After a failed write or fsync nobody knows what the file holds behind its end: never again
    // append to it. The next segment's header says how much of it counts.
    segment = null;
    try {
      broken.file().truncate(broken.end());
      broken.file().force();
    } catch (IOException e) {
      LOG.warn("Cannot cut {} back to {}: {}", broken.path(), broken.end(), e.getMessage());
    }
    if (!broken.isEmpty()) {
      closer.close(broken);
    }
  }

  private void recovered() {
    if (trouble != null) {
      LOG.warn("The event log takes events again");
      trouble = null;
    }
  }
}
