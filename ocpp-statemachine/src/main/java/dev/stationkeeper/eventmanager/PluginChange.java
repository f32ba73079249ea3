// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the load of a plugin is changed: all at once, on a share of the stations, or tried beside.
 * One change at a time, claimed with {@link #beginChange}. Thread-safe.
 */
final class PluginChange {
  private final Plugin plugin;
  private final Supervision supervision;
  private final Canary canary;
  private volatile @Nullable Shadow shadow;

  // Guarded by this.
  private boolean changing;
  private @Nullable Failing failing;

  /** Slots that were quarantined on {@code host}, which may be a canary. */
  private record Failing(PluginHost host, String reason, Set<HandlerSlot> slots) {}

  PluginChange(Plugin plugin, Supervision supervision) {
    this.plugin = plugin;
    this.supervision = supervision;
    this.canary = new Canary(plugin);
  }

  Canary canary() {
    return canary;
  }

  Optional<Shadow> shadow() {
    return Optional.ofNullable(shadow);
  }

  /** Claims the handler for one change of its load; false when another is under way. */
  synchronized boolean beginChange() {
    boolean free = !changing;
    changing = true;
    return free;
  }

  void endChange() {
    synchronized (this) {
      changing = false;
    }
    abortFailing();
  }

  /**
   * {@code slot} was quarantined while {@code on} was its load. If that is the canary, its share
   * goes back to the main load, {@code slot} too. Without a slot's lock.
   */
  void quarantined(HandlerSlot slot, PluginHost on, String reason) {
    if (plugin.serving().orElse(null) == on) {
      return;
    }
    synchronized (this) {
      if (failing == null || failing.host() != on) {
        failing = new Failing(on, reason, new HashSet<>());
      }
      failing.slots().add(slot);
    }
    abortFailing();
  }

  /** The canary {@code on} has lost too many threads: its share goes back. */
  void hung(PluginHost on, String reason) {
    synchronized (this) {
      if (failing == null || failing.host() != on) {
        failing = new Failing(on, reason, new HashSet<>());
      }
    }
    abortFailing();
  }

  /** While another change is under way nothing happens: its end looks again. */
  private void abortFailing() {
    Failing now;
    synchronized (this) {
      now = failing;
      if (now == null || changing) {
        return;
      }
      failing = null;
      if (!canary.isOn(now.host())) {
        return;
      }
      changing = true;
    }
    plugin.soon(() -> back(now));
  }

  private void back(Failing now) {
    PluginHost main = plugin.serving().orElse(null);
    if (main == null || !canary.isOn(now.host())) {
      endChange();
      return;
    }
    try {
      canary.abort(
          main,
          failed -> {
            if (failed.isEmpty()) {
              aborted(now, main);
            }
            endChange();
          });
    } catch (IllegalStateException e) {
      // The handler went out of service meanwhile and took its canary along.
      endChange();
    }
  }

  private void aborted(Failing now, PluginHost main) {
    String version = now.host().spec().version();
    supervision
        .listener()
        .on(new SupervisionEvent.CanaryAborted(plugin.id(), version, now.reason()));
    quarantinedOn(now).forEach(slot -> slot.resume(Optional.of(main)));
  }

  /** With those that followed while the share went back. */
  private synchronized Set<HandlerSlot> quarantinedOn(Failing first) {
    if (failing != null && failing.host() == first.host()) {
      first.slots().addAll(failing.slots());
      failing = null;
    }
    return first.slots();
  }

  /**
   * Replaces the load by one of {@code next} while stations stay connected. The first slot that
   * does not take to it brings all back to the load before.
   *
   * @param done is told when it is over, with the reason when it was rolled back
   */
  void swap(HandlerSpec next, Consumer<Optional<String>> done) {
    if (canary.isOut()) {
      throw new IllegalStateException(
          "A canary of '" + plugin.id() + "' is out; promote or abort it first");
    }
    PluginHost before = plugin.serving().orElse(null);
    if (before == null) {
      plugin.respecify(next);
      plugin.resume();
      done.accept(Optional.empty());
      return;
    }
    PluginHost host = plugin.newLoad(next);
    plugin.begin(
        host,
        failure -> {
          if (failure.isPresent()) {
            done.accept(Optional.of(failure.get().summary()));
          } else if (next.role() == HandlerRole.CONSUMER) {
            plugin.serve(host);
            // One feed at a time: there is one checkpoint.
            var _ =
                plugin
                    .retire(before)
                    .thenRun(
                        () -> {
                          host.feed();
                          done.accept(Optional.empty());
                        });
          } else {
            new PluginSwap(
                    plugin,
                    before,
                    host,
                    slot -> true,
                    () -> plugin.serve(host),
                    failed -> {
                      var _ = plugin.retire(failed.isEmpty() ? before : host);
                      done.accept(failed);
                    })
                .begin();
          }
        });
  }

  /** Lets a load of {@code next} serve a share of the stations. */
  void canary(HandlerSpec next, Share share, Consumer<Optional<String>> done) {
    PluginHost main = main();
    if (canary.isOut()) {
      throw new IllegalStateException(
          "A canary of '" + plugin.id() + "' is out already; promote or abort it first");
    }
    PluginHost host = plugin.newLoad(next);
    plugin.begin(
        host,
        failure ->
            failure.ifPresentOrElse(
                why -> done.accept(Optional.of(why.summary())),
                () -> canary.begin(main, host, share, done)));
  }

  void promote(Consumer<Optional<String>> done) {
    canary.promote(main(), done);
  }

  void abortCanary(Consumer<Optional<String>> done) {
    canary.abort(main(), done);
  }

  private PluginHost main() {
    return plugin
        .serving()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "'" + plugin.id() + "' is out of service; resume it first"));
  }

  /** Runs {@code candidate} beside. */
  void beginShadow(HandlerSpec candidate, Consumer<Optional<String>> done) {
    if (shadow != null) {
      throw new IllegalStateException("'" + plugin.id() + "' has a shadow already; end it first");
    }
    Shadow beside = new Shadow(candidate, supervision);
    beside.begin(
        failure -> {
          if (failure.isEmpty()) {
            shadow = beside;
          }
          done.accept(failure);
        });
  }

  Optional<Shadow> takeShadow() {
    Optional<Shadow> taken = shadow();
    shadow = null;
    return taken;
  }
}
