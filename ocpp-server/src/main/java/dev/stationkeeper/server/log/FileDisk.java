// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The real disk. */
final class FileDisk implements Disk {
  private final boolean writable;

  FileDisk() {
    this(true);
  }

  /**
   * @param writable false to open files for reading only
   */
  FileDisk(boolean writable) {
    this.writable = writable;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return new ChannelFile(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new ChannelFile(
        file,
        writable
            ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(file, StandardOpenOption.READ));
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    if (writable) {
      Files.createDirectories(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes(Path folder) {
    return folder.toFile().getUsableSpace(); // one statvfs; a FileStore reads the mount table first
  }

  private static final class ChannelFile implements DiskFile {
    private Path path;
    private volatile FileChannel writer;
    private FileChannel reader;
    private boolean closed;

    ChannelFile(Path path, FileChannel writer) throws IOException {
      this.path = path;
      this.writer = writer;
      reader = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      long at = offset;
      while (bytes.hasRemaining()) {
        at += writer.write(bytes, at);
      }
    }

    /**
     * An interrupt of the reading thread closes the channel under it, for everybody: so readers
     * never share one with the writer, and open it again.
     */
    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      int start = into.position();
      boolean interrupted = false;
      try {
        while (true) {
          FileChannel channel = reader();
          try {
            return channel.read(into, offset);
          } catch (ClosedChannelException e) {
            interrupted |= Thread.interrupted();
            into.position(start);
            reopen(channel);
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private synchronized FileChannel reader() {
      return reader;
    }

    @SuppressWarnings("ReferenceEquality") // whoever was first has opened it again
    private synchronized void reopen(FileChannel broken) throws IOException {
      if (closed) {
        throw new ClosedChannelException();
      }
      if (reader == broken) {
        reader = FileChannel.open(path, StandardOpenOption.READ);
      }
    }

    /** Readers meet a closed channel and open the new one, as after an interrupt. */
    @Override
    public synchronized void moved(Path to) throws IOException {
      FileChannel fresh = FileChannel.open(to, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileChannel oldWriter = writer;
      FileChannel oldReader = reader;
      reader = FileChannel.open(to, StandardOpenOption.READ);
      writer = fresh;
      path = to;
      oldReader.close();
      oldWriter.close();
    }

    @Override
    public void force() throws IOException {
      writer.force(false);
    }

    @Override
    public long size() throws IOException {
      return writer.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      writer.truncate(size);
    }

    @Override
    public synchronized void close() throws IOException {
      closed = true;
      reader.close();
      writer.close();
    }
  }
}
