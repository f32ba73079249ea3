// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a long-running verb in order at Ctrl-C or SIGTERM: asks it to stop, and holds the process
 * until it has. Closed by the verb when it is done.
 */
final class Shutdown implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Shutdown(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              awaitDone();
            },
            "shutdown");
  }

  /** Calls {@code stop} when the process is told to end. */
  static Shutdown on(Runnable stop) {
    Shutdown shutdown = new Shutdown(stop);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, and waits for this.
    }
  }

  private void awaitDone() {
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Not ended in order within " + PATIENCE_SECONDS + " s; leaving.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
