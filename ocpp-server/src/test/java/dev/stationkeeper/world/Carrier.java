// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of vendor code. Most run on the world's thread. One that may hang runs on a thread
 * of its own, and the world stands still until it has ended or hangs: there are two threads but
 * never two at work. A hung one goes on when the world says so, whoever interrupts it before.
 */
final class Carrier {
  /** A call that has its own thread. */
  private static final class Hanging {
    final Semaphore toWorld = new Semaphore(0);
    final Semaphore toCall = new Semaphore(0);
    boolean ended;
  }

  private final Kernel kernel;
  private final Faults faults;
  private final List<Hanging> hanging = new ArrayList<>();
  private @Nullable Hanging present;

  Carrier(Kernel kernel, Faults faults) {
    this.kernel = kernel;
    this.faults = faults;
  }

  void run(Runnable call) {
    if (faults.areOff() || kernel.below(80) != 0) {
      call.run();
      return;
    }
    Hanging own = new Hanging();
    present = own;
    Thread.ofPlatform()
        .daemon()
        .name("hanging-handler")
        .start(
            () -> {
              try {
                call.run();
              } finally {
                own.ended = true;
                own.toWorld.release();
              }
            });
    own.toWorld.acquireUninterruptibly();
    present = null;
    if (!own.ended) {
      hanging.add(own);
      kernel.after(kernel.millis(100, 60_000), () -> goOn(own));
    }
  }

  /** True when the call that is under way may hang. */
  boolean mayHang() {
    return present != null;
  }

  /** Hangs the call that is under way. */
  void hang() {
    Hanging own = present;
    if (own != null) {
      own.toWorld.release();
      own.toCall.acquireUninterruptibly();
    }
  }

  /** Lets every hung call come to its end. */
  void close() {
    for (Hanging own : List.copyOf(hanging)) {
      goOn(own);
    }
  }

  private void goOn(Hanging own) {
    if (hanging.remove(own)) {
      own.toCall.release();
      own.toWorld.acquireUninterruptibly();
    }
  }
}
