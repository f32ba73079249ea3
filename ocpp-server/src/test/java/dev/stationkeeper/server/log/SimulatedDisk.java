// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A real disk that fails when it is told to. Thread-safe. */
final class SimulatedDisk implements Disk {
  private final Disk real = new FileDisk();
  volatile boolean writesFail;
  volatile boolean forcesFail;
  volatile boolean createsFail;
  volatile boolean truncatesFail;
  volatile long usable = Long.MAX_VALUE;

  /** With a write that fails, so many of its bytes are on disk all the same. */
  volatile int tornAfter;

  /** A force waits for it. */
  volatile @Nullable CountDownLatch slowForce;

  @Override
  public DiskFile create(Path file) throws IOException {
    if (createsFail) {
      throw new IOException("simulated: no file can be made");
    }
    return new Failing(real.create(file));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new Failing(real.open(file));
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    return real.list(folder);
  }

  @Override
  public void delete(Path file) throws IOException {
    real.delete(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    real.forceFolder(folder);
  }

  @Override
  public long usableBytes(Path folder) {
    return usable;
  }

  private final class Failing implements DiskFile {
    private final DiskFile file;

    Failing(DiskFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      if (writesFail) {
        int torn = Math.min(tornAfter, bytes.remaining());
        file.write(bytes.slice(bytes.position(), torn), offset);
        throw new IOException("simulated: write error");
      }
      file.write(bytes, offset);
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      return file.read(into, offset);
    }

    @Override
    public void force() throws IOException {
      CountDownLatch slow = slowForce;
      if (slow != null) {
        try {
          slow.await();
        } catch (InterruptedException e) {
          throw new IOException("interrupted", e);
        }
      }
      if (forcesFail) {
        throw new IOException("simulated: fsync error");
      }
      file.force();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      if (truncatesFail) {
        throw new IOException("simulated: cannot truncate");
      }
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
