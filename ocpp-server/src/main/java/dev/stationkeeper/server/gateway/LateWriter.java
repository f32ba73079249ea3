// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that goes on writing where a socket's buffer was full, and that carries out closes so
 * that nobody does so while holding a lock. It has a selector of its own: the library's selector
 * writes from its own queue without a lock, so it must never see a socket as writable.
 *
 * <p>What waits here is bounded by the number of sockets: each waits for room once at a time and
 * closes once.
 */
final class LateWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateWriter.class);

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  LateWriter() throws IOException {
    this.selector = Selector.open();
    this.thread =
        Thread.ofPlatform().name("stationkeeper-gateway-writer").daemon().start(this::run);
  }

  /** Calls {@link StationSocket#roomThere} once when the socket takes bytes again. */
  void awaitRoom(StationSocket socket) {
    execute(() -> register(socket));
  }

  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Lets go of the file descriptors of sockets that were closed. */
  void wakeup() {
    selector.wakeup();
  }

  private void run() {
    while (!stopped) {
      try {
        selector.select(LateWriter::ready);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("The gateway's writer met a failure and goes on", e);
      }
    }
  }

  private void register(StationSocket socket) {
    try {
      SelectionKey key = socket.channel().keyFor(selector);
      if (key == null) {
        socket.channel().register(selector, SelectionKey.OP_WRITE, socket);
      } else {
        key.interestOps(SelectionKey.OP_WRITE);
      }
    } catch (ClosedChannelException | CancelledKeyException e) {
      LOG.trace("A socket was closed while it waited for room", e);
    }
  }

  private static void ready(SelectionKey key) {
    try {
      key.interestOps(0);
    } catch (CancelledKeyException e) {
      return;
    }
    ((StationSocket) key.attachment()).roomThere();
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    selector.wakeup();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
