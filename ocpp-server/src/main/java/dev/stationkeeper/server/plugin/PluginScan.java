// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is new in the plugins directory: a handler that is not there yet is installed, one
 * whose own jar was replaced is swapped. A jar of another name is a candidate: an operator says
 * what becomes of it. A plugin that was taken out of the directory stays in service. One scan at a
 * time.
 */
public final class PluginScan {
  private static final Logger LOG = LoggerFactory.getLogger(PluginScan.class);
  private static final long PATIENCE_SECONDS = 60;

  private final PluginChanges changes;
  private final PluginDirectory directory;

  /** Takes what is new into the handlers that {@code changes} changes. */
  public PluginScan(PluginChanges changes) {
    this.changes = changes;
    this.directory = changes.directory();
  }

  /** How the directory looks: the same text means that nothing has changed. */
  String look() throws IOException {
    return directory.look();
  }

  /**
   * Looks, and blocks until what was found is in service or was refused.
   *
   * @param by who wants it
   * @return empty when nothing was new
   * @throws IllegalStateException when no further plugin may be loaded
   * @throws IOException when the directory cannot be read
   */
  public synchronized List<ScanResult> run(String by) throws IOException, InterruptedException {
    List<PluginEntry> changed = directory.changed();
    if (!changed.isEmpty()) {
      changes.refuseWhenUnclean();
    }
    List<ScanResult> results = new ArrayList<>();
    for (PluginEntry entry : changed) {
      take(entry, by, results);
    }
    results.forEach(result -> LOG.info("{}", result));
    return results;
  }

  private void take(PluginEntry entry, String by, List<ScanResult> results)
      throws InterruptedException {
    PluginLoad load;
    try {
      load = directory.read(entry);
    } catch (RefusedException e) {
      results.add(new ScanResult(entry.name(), "", "refused", e.reason()));
      return;
    }
    load.refusals()
        .forEach(
            refusal -> results.add(new ScanResult(entry.name(), "", "refused", refusal.reason())));
    load.claim();
    try {
      for (HandlerSpec spec : load.handlers()) {
        results.add(take(spec, load, by));
      }
    } finally {
      load.release();
    }
  }

  private ScanResult take(HandlerSpec spec, PluginLoad load, String by)
      throws InterruptedException {
    HandlerId id = spec.id();
    try {
      if (!changes.isInstalled(id)) {
        changes.install(spec, load, by);
        return new ScanResult(load.origin(), id.name(), "installed", "");
      }
      if (!changes.isServedBy(id, load.origin())) {
        return new ScanResult(
            load.origin(),
            id.name(),
            "candidate",
            "the handler is served from elsewhere; swap, canary or shadow takes it from here");
      }
      Optional<String> rolledBack = await(changes.swap(id, load, by));
      return rolledBack
          .map(reason -> new ScanResult(load.origin(), id.name(), "rolledBack", reason))
          .orElseGet(() -> new ScanResult(load.origin(), id.name(), "swapped", ""));
    } catch (IllegalStateException | IllegalArgumentException e) {
      return new ScanResult(load.origin(), id.name(), "refused", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> await(CompletionStage<Optional<String>> stage)
      throws InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("it goes on; it was not over within a minute", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    }
  }
}
