// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a selector of its own, beside the library's: it tells who is ready, and does in
 * between what it is given to do. A failure of either is logged, and it goes on.
 */
final class SelectorThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SelectorThread.class);

  private final String name;
  private final Consumer<SelectionKey> ready;
  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  /** Starts the thread {@code stationkeeper-gateway-name}. */
  SelectorThread(String name, Consumer<SelectionKey> ready) throws IOException {
    this.name = name;
    this.ready = ready;
    this.selector = Selector.open();
    this.thread =
        Thread.ofPlatform().name("stationkeeper-gateway-" + name).daemon().start(this::run);
  }

  Selector selector() {
    return selector;
  }

  /** Has it look at what was changed, and let go of the files of sockets that were closed. */
  void wakeup() {
    selector.wakeup();
  }

  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void run() {
    while (!stopped) {
      try {
        selector.select(ready);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("The gateway's {} met a failure and goes on", name, e);
      }
    }
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
