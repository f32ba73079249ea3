// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerChanges;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.ShadowReport;
import dev.stationkeeper.server.log.SystemEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes plugins out of the plugins directory while the server runs: for a swap, a canary, a shadow,
 * or because they are new. Every change is on record, with who wanted it. Thread-safe; reads files
 * and otherwise does not block.
 *
 * <p>A method throws an {@link IllegalStateException} or {@link IllegalArgumentException} with a
 * sentence when it cannot be done; a stage that completes with a text was rolled back for that
 * reason.
 */
public final class PluginChanges implements AutoCloseable {
  private final EventManagers managers;
  private final ChangeRecord record;
  private final Unloads unloads;
  private final PluginDirectory directory;
  private final Candidates candidates;

  // Guarded by this: whose classes are in service for what.
  private final Map<HandlerId, PluginLoad> serving = new HashMap<>();
  private final Map<HandlerId, PluginLoad> canaries = new HashMap<>();
  private final Map<HandlerId, PluginLoad> shadows = new HashMap<>();

  /**
   * Changes the handlers of {@code managers}.
   *
   * @param found at the start, installed by now
   * @param counters told of plugins that were unloaded, or were not
   */
  public PluginChanges(
      EventManagers managers, Handlers found, ChangeRecord record, Consumer<String> counters) {
    this.managers = managers;
    this.record = record;
    this.directory = found.directory();
    this.candidates = new Candidates(directory);
    this.unloads =
        new Unloads(
            (plugin, clean) -> {
              counters.accept(clean ? "plugin_unloaded" : "plugin_not_unloaded");
              record.on(new SystemEvent.PluginUnloaded(plugin, clean), "server");
            },
            System::gc,
            Unloads.LOOKS);
    for (PluginLoad load : found.loads()) {
      load.whenClosed(this::closed);
      load.first().forEach(handler -> serving.put(handler, load));
    }
  }

  private void closed(PluginLoad load) {
    unloads.watch(load.origin(), load.loader());
  }

  /** Plugins that were given up and are still in memory. */
  public List<String> unclean() {
    return unloads.unclean();
  }

  PluginDirectory directory() {
    return directory;
  }

  /**
   * Replaces a handler for all stations.
   *
   * @param jar name of a jar or folder in the plugins directory; null for the newest that has it
   */
  public CompletionStage<Optional<String>> swap(
      HandlerId handler, @Nullable String jar, String by) {
    return swap(handler, fresh(handler, jar), by);
  }

  CompletionStage<Optional<String>> swap(HandlerId handler, PluginLoad load, String by) {
    String from = version(handler);
    return change(
        handler,
        load,
        (changes, spec) -> changes.swap(handler, spec),
        (to, failure) -> {
          record.on(new SystemEvent.HandlerSwapped(handler.name(), from, to, failure), by);
          if (failure == null) {
            keep(serving, handler, load);
          }
        });
  }

  /** Lets a load serve {@code percent} of the stations, 1 to 99. */
  public CompletionStage<Optional<String>> canary(
      HandlerId handler, @Nullable String jar, int percent, String by) {
    PluginLoad load = fresh(handler, jar);
    return change(
        handler,
        load,
        (changes, spec) -> changes.canary(handler, spec, percent),
        (to, failure) -> {
          record.on(new SystemEvent.HandlerCanaryBegun(handler.name(), to, percent, failure), by);
          if (failure == null) {
            keep(canaries, handler, load);
            if (!isCanaryOut(handler)) {
              canaryAborted(handler, "It was quarantined at once");
            }
          }
        });
  }

  private boolean isCanaryOut(HandlerId handler) {
    return managers.handlers().stream()
        .anyMatch(status -> status.handler().equals(handler) && !status.canary().isEmpty());
  }

  /** The canary was quarantined for a station and its share is back on the load before. */
  public void canaryAborted(HandlerId handler, String reason) {
    PluginLoad load;
    synchronized (this) {
      load = canaries.remove(handler);
    }
    if (load != null) {
      record.on(
          new SystemEvent.HandlerCanaryEnded(handler.name(), load.origin(), false, reason),
          "server");
      load.release();
    }
  }

  /** Lets the canary serve all stations. */
  public CompletionStage<Optional<String>> promote(HandlerId handler, String by) {
    return managers
        .changes()
        .promote(handler)
        .thenApply(failure -> canaryEnded(handler, true, failure, by));
  }

  /** Brings the canary's stations back. */
  public CompletionStage<Optional<String>> abort(HandlerId handler, String by) {
    return managers
        .changes()
        .abort(handler)
        .thenApply(failure -> canaryEnded(handler, false, failure, by));
  }

  private Optional<String> canaryEnded(
      HandlerId handler, boolean promoted, Optional<String> failure, String by) {
    PluginLoad load;
    synchronized (this) {
      load = failure.isEmpty() ? canaries.remove(handler) : canaries.get(handler);
    }
    String what = load == null ? "" : load.origin();
    record.on(
        new SystemEvent.HandlerCanaryEnded(handler.name(), what, promoted, failure.orElse(null)),
        by);
    if (load != null && failure.isEmpty()) {
      if (promoted) {
        keep(serving, handler, load);
      } else {
        load.release();
      }
    }
    return failure;
  }

  /** Runs a candidate beside the handler, on the same requests, without effect. */
  public CompletionStage<Optional<String>> shadow(
      HandlerId handler, @Nullable String jar, String by) {
    PluginLoad load = fresh(handler, jar);
    return change(
        handler,
        load,
        (changes, spec) -> changes.shadow(handler, spec),
        (to, failure) -> {
          record.on(new SystemEvent.HandlerShadowBegun(handler.name(), to, failure), by);
          if (failure == null) {
            keep(shadows, handler, load);
          }
        });
  }

  /** What the shadow would have answered; empty when there is none. */
  public Optional<ShadowReport> shadowOf(HandlerId handler) {
    return managers.changes().shadowOf(handler);
  }

  /** Ends the shadow; empty when there was none, else its last report. */
  public CompletionStage<Optional<ShadowReport>> endShadow(HandlerId handler, String by) {
    return managers
        .changes()
        .endShadow(handler)
        .thenApply(
            report -> {
              report.ifPresent(last -> shadowEnded(handler, last, by));
              return report;
            });
  }

  private void shadowEnded(HandlerId handler, ShadowReport last, String by) {
    record.on(
        new SystemEvent.HandlerShadowEnded(
            handler.name(),
            last.version(),
            last.same(),
            last.different(),
            last.skipped(),
            last.crashes()),
        by);
    keep(shadows, handler, null);
  }

  /** Installs a handler that came while the server runs. */
  void install(HandlerSpec spec, PluginLoad load, String by) {
    load.whenClosed(this::closed);
    load.claim();
    try {
      managers.install(spec);
    } catch (RuntimeException e) {
      load.release();
      throw e;
    }
    keep(serving, spec.id(), load);
    record.on(new SystemEvent.HandlerInstalled(spec.id().name(), describe(spec, load)), by);
  }

  /** True when the handler's load came from that jar or folder. */
  synchronized boolean isServedBy(HandlerId handler, String origin) {
    PluginLoad load = serving.get(handler);
    return load != null && load.origin().equals(origin);
  }

  boolean isInstalled(HandlerId handler) {
    return managers.handlers().stream().anyMatch(status -> status.handler().equals(handler));
  }

  /** Fails when plugins that were given up do not go: each load more would stay as well. */
  void refuseWhenUnclean() {
    List<String> left = unloads.unclean();
    if (left.size() >= Unloads.MOST_UNCLEAN) {
      throw new IllegalStateException(
          "%d plugins that were replaced are still in memory (%s); restart the server, and have them"
                  .formatted(left.size(), String.join(", ", left))
              + " end their threads in close");
    }
  }

  private PluginLoad fresh(HandlerId handler, @Nullable String jar) {
    refuseWhenUnclean();
    if (!isInstalled(handler)) {
      throw new IllegalStateException("There is no handler '" + handler + "' to change");
    }
    return candidates.find(handler, jar);
  }

  /** Told what the new load is, and why it failed if it did. */
  private interface End {
    void over(String load, @Nullable String failure);
  }

  private CompletionStage<Optional<String>> change(
      HandlerId handler,
      PluginLoad load,
      BiFunction<HandlerChanges, HandlerSpec, CompletionStage<Optional<String>>> how,
      End end) {
    HandlerSpec spec =
        load.handler(handler)
            .orElseThrow(() -> new IllegalStateException(load.origin() + " has no " + handler));
    load.whenClosed(this::closed);
    load.claim();
    CompletionStage<Optional<String>> done;
    try {
      done = how.apply(managers.changes(), spec);
    } catch (RuntimeException e) {
      load.release();
      throw e;
    }
    return done.whenComplete(
        (rolledBack, thrown) -> {
          String failure = thrown == null ? rolledBack.orElse(null) : String.valueOf(thrown);
          end.over(describe(spec, load), failure);
          if (failure != null) {
            load.release();
          }
        });
  }

  /** Puts {@code load} in the place of the one before, which is given up. */
  private void keep(
      Map<HandlerId, PluginLoad> where, HandlerId handler, @Nullable PluginLoad load) {
    PluginLoad before;
    synchronized (this) {
      before = load == null ? where.remove(handler) : where.put(handler, load);
    }
    if (before != null) {
      before.release();
    }
  }

  private static String describe(HandlerSpec spec, PluginLoad load) {
    return spec.version() + " (" + load.origin() + ")";
  }

  private @Nullable String version(HandlerId handler) {
    PluginLoad load;
    synchronized (this) {
      load = serving.get(handler);
    }
    return managers.handlers().stream()
        .filter(status -> status.handler().equals(handler))
        .map(s -> s.version() + " (" + (load == null ? "class path" : load.origin()) + ")")
        .findFirst()
        .orElse(null);
  }

  /** Looks after unloaded plugins no more. */
  @Override
  public void close() {
    unloads.close();
  }
}
