// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog.LoggedEvent;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.MemoryDisk;
import dev.stationkeeper.server.log.MemoryDisk.Trouble;
import dev.stationkeeper.server.log.MemoryDisks;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.station.event.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The real log on a disk in memory. The world waits for its threads at every append, so that they
 * are never at work beside it.
 */
final class SegmentedStore implements Store {
  private final Kernel kernel;
  private final Path folder;
  private final boolean durable;
  private final MemoryDisk disk = new MemoryDisk();
  private final EventCodec codec = new EventCodec();
  private SegmentedLog log;
  private StationLog stations;

  SegmentedStore(Kernel kernel, Path folder, boolean durable) {
    this.kernel = kernel;
    this.folder = folder;
    this.durable = durable;
    this.log = open();
    this.stations = new StationLog(log, codec);
  }

  private SegmentedLog open() {
    try {
      return MemoryDisks.open(folder, disk, durable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void append(StationId station, long lastSequence, List<NewEvent> batch) throws Exception {
    try {
      stations.append(station, lastSequence, batch).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void fail(StationId station, long lastSequence, List<NewEvent> batch) throws Exception {
    disk.meet(kernel.pick(Trouble.WRITE_FAILS, Trouble.FORCE_FAILS));
    try {
      append(station, lastSequence, batch);
    } finally {
      disk.meet(Trouble.NONE);
      settle();
    }
  }

  /** Comes back when the writer is done with what it did before: this one is refused behind it. */
  private void settle() {
    LogEntry entry = new LogEntry("Never", 1, kernel.instant(), Cause.NONE, "{}");
    CompletableFuture<Long> refused = log.append("never", 1, List.of(entry)).toCompletableFuture();
    if (refused.handle((position, failure) -> failure == null).join()) {
      throw new IllegalStateException("the log took what does not fit");
    }
  }

  @Override
  public void cutWhileWriting(StationId station, long lastSequence, List<NewEvent> batch) {
    disk.meet(kernel.pick(Trouble.CUT_IN_WRITE, Trouble.CUT_IN_FORCE));
    try {
      append(station, lastSequence, batch);
    } catch (Exception e) {
      kernel.note("cut while writing for " + station);
    }
  }

  @Override
  public void read(StationId station, long afterSequence, Consumer<LoggedEvent> to) {
    stations.read(station, afterSequence, to);
  }

  @Override
  public void readAll(Consumer<LoggedEvent> to) {
    LogCursor cursor = log.cursor(0);
    for (List<LogRecord> some = cursor.next(100); !some.isEmpty(); some = cursor.next(100)) {
      some.forEach(event -> to.accept(stations.typed(event)));
    }
  }

  @Override
  public void restart() {
    disk.cut();
    close();
    disk.restore(unforced -> unforced == 0 ? 0 : kernel.below(unforced + 1));
    log = open();
    stations = new StationLog(log, codec);
  }

  @Override
  public void close() {
    try {
      log.close();
    } catch (IOException e) {
      kernel.note("the log was closed without power");
    }
  }
}
