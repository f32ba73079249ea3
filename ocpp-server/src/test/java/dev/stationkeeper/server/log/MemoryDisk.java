// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * A disk in memory that knows what a power cut would leave of it. Thread-safe. What was forced
 * stays; of what was written after that any beginning may.
 */
public final class MemoryDisk implements Disk {
  /** The one next operation of the log that goes wrong. */
  public enum Trouble {
    NONE,
    /** The write stops half-way and the disk says so. */
    WRITE_FAILS,
    /** The write is done and cannot be made durable. */
    FORCE_FAILS,
    /** The power goes half-way through the write. */
    CUT_IN_WRITE,
    /** The power goes between write and force. */
    CUT_IN_FORCE
  }

  private static final class Content {
    private byte[] bytes = new byte[0];
    private int forced;
  }

  private final Map<Path, Content> files = new TreeMap<>();
  private Trouble next = Trouble.NONE;
  private boolean dead;

  /** What the next write or force meets. */
  public synchronized void meet(Trouble trouble) {
    next = trouble;
  }

  /** The power is gone: nothing more reaches the disk. */
  public synchronized void cut() {
    dead = true;
  }

  /**
   * The power is back.
   *
   * @param unforced of so many bytes that were written and not forced, how many are there
   */
  public synchronized void restore(IntUnaryOperator unforced) {
    dead = false;
    next = Trouble.NONE;
    // Beside the segments there is only what can be made anew.
    files.keySet().removeIf(file -> !file.toString().endsWith(".log"));
    for (Content content : files.values()) {
      int kept = content.forced + unforced.applyAsInt(content.bytes.length - content.forced);
      content.bytes = Arrays.copyOf(content.bytes, kept);
      content.forced = kept;
    }
  }

  private void alive() throws IOException {
    if (dead) {
      throw new IOException("simulated: no power");
    }
  }

  @Override
  public synchronized DiskFile create(Path file) throws IOException {
    alive();
    if (files.putIfAbsent(file, new Content()) != null) {
      throw new IOException(file + " is there already");
    }
    return new Open(file);
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    if (!files.containsKey(file)) {
      throw new IOException("no " + file);
    }
    return new Open(file);
  }

  @Override
  public synchronized List<Path> list(Path folder) {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    alive();
    files.remove(file);
  }

  @Override
  public void forceFolder(Path folder) {}

  @Override
  public long usableBytes(Path folder) {
    return Long.MAX_VALUE;
  }

  private final class Open implements DiskFile {
    private final Content content;

    Open(Path file) {
      Content known = files.get(file);
      if (known == null) {
        throw new IllegalStateException("no " + file);
      }
      content = known;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      synchronized (MemoryDisk.this) {
        alive();
        boolean stops = next == Trouble.WRITE_FAILS || next == Trouble.CUT_IN_WRITE;
        int length = stops ? bytes.remaining() / 2 : bytes.remaining();
        int end = (int) offset + length;
        if (end > content.bytes.length) {
          content.bytes = Arrays.copyOf(content.bytes, end);
        }
        bytes.get(content.bytes, (int) offset, length);
        if (stops) {
          dead = next == Trouble.CUT_IN_WRITE;
          next = Trouble.NONE;
          throw new IOException("simulated: write error");
        }
      }
    }

    @Override
    public int read(ByteBuffer into, long offset) {
      synchronized (MemoryDisk.this) {
        int length = Math.min(into.remaining(), content.bytes.length - (int) offset);
        if (length <= 0) {
          return into.hasRemaining() ? -1 : 0;
        }
        into.put(content.bytes, (int) offset, length);
        return length;
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (MemoryDisk.this) {
        alive();
        if (next == Trouble.FORCE_FAILS || next == Trouble.CUT_IN_FORCE) {
          dead = next == Trouble.CUT_IN_FORCE;
          next = Trouble.NONE;
          throw new IOException("simulated: fsync error");
        }
        content.forced = content.bytes.length;
      }
    }

    @Override
    public long size() {
      synchronized (MemoryDisk.this) {
        return content.bytes.length;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (MemoryDisk.this) {
        alive();
        if (size < content.bytes.length) {
          content.bytes = Arrays.copyOf(content.bytes, (int) size);
          content.forced = Math.min(content.forced, (int) size);
        }
      }
    }

    @Override
    public void close() {}
  }
}
