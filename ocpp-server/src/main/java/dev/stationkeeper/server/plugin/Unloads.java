// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees whether the classes of a plugin that was given up really go: a thread, a hook or a driver
 * that it left behind keeps all of them in memory. Looks a few times, each time behind a collection
 * that it asks for. Thread-safe.
 */
final class Unloads implements AutoCloseable {
  /** With so many plugins that did not go, no further load is taken. */
  static final int MOST_UNCLEAN = 5;

  /** When it is looked, behind the end of a load; threads of a plugin have a grace to end in. */
  static final List<Duration> LOOKS =
      List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private static final Logger LOG = LoggerFactory.getLogger(Unloads.class);

  /** Told how it ended. */
  interface Told {
    void unloaded(String plugin, boolean clean);
  }

  private record Watched(String plugin, WeakReference<ClassLoader> loader) {}

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("plugin-unloads").factory());
  private final Told told;
  private final Runnable collect;
  private final List<Duration> looks;
  private final List<Watched> unclean = new ArrayList<>();

  /**
   * @param collect asks for a collection
   */
  Unloads(Told told, Runnable collect, List<Duration> looks) {
    this.told = told;
    this.collect = collect;
    this.looks = looks;
  }

  /** The loader of that plugin was closed. */
  void watch(String plugin, WeakReference<ClassLoader> loader) {
    look(new Watched(plugin, loader), 0);
  }

  private void look(Watched gone, int times) {
    if (timer.isShutdown()) {
      return; // the server ends, and with it everything
    }
    var _ =
        timer.schedule(
            () -> {
              collect.run();
              if (gone.loader().refersTo(null)) {
                told.unloaded(gone.plugin(), true);
                LOG.info("Plugin {} is unloaded: its classes are gone", gone.plugin());
              } else if (times + 1 < looks.size()) {
                look(gone, times + 1);
              } else {
                synchronized (unclean) {
                  unclean.add(gone);
                }
                told.unloaded(gone.plugin(), false);
                LOG.warn(
                    "Plugin {} is still in memory: a thread, timer, hook or driver of its own holds"
                        + " it; it must end them in close",
                    gone.plugin());
              }
            },
            looks.get(times).toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Plugins that were given up and are still in memory. */
  List<String> unclean() {
    synchronized (unclean) {
      unclean.removeIf(gone -> gone.loader().refersTo(null));
      return unclean.stream().map(Watched::plugin).toList();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
