// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the plugins directory again and again, and has it scanned when it looks otherwise than
 * before and has looked so twice: a jar that is still being copied is not taken.
 */
public final class PluginWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);

  private final PluginScan scan;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("plugin-watch").factory());
  private String taken;
  private String last;

  /**
   * Begins to watch.
   *
   * @param every how long between two looks
   */
  public PluginWatch(PluginScan scan, Duration every) throws IOException {
    this.scan = scan;
    this.taken = scan.look();
    this.last = taken;
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      String now = scan.look();
      if (now.equals(last) && !now.equals(taken)) {
        taken = now;
        var _ = scan.run("plugins directory");
      }
      last = now;
    } catch (IOException | RuntimeException e) {
      LOG.error("The plugins directory cannot be scanned, tries again when it changes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
