// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A second load of a plugin that serves a share of the stations, until it is promoted or aborted.
 * Thread-safe; one change at a time.
 */
final class Canary {
  private record Second(PluginHost host, Share share) {}

  private final Plugin plugin;
  private volatile @Nullable Second second;

  Canary(Plugin plugin) {
    this.plugin = plugin;
  }

  /** The load that serves the station instead of the main one. */
  Optional<PluginHost> host(StationId station) {
    Second now = second;
    return now != null && now.share().holds(station) ? Optional.of(now.host()) : Optional.empty();
  }

  /** Version and percentage; empty when there is no canary. */
  Optional<String> describe() {
    Second now = second;
    return now == null
        ? Optional.empty()
        : Optional.of(now.host().spec().version() + " on " + now.share().percent() + " %");
  }

  boolean isOut() {
    return second != null;
  }

  /** True when {@code host} is the canary that is out. */
  boolean isOn(PluginHost host) {
    Second now = second;
    return now != null && now.host() == host;
  }

  /** Moves the share from {@code main} to {@code fresh}, which has started. */
  void begin(PluginHost main, PluginHost fresh, Share share, Consumer<Optional<String>> done) {
    fresh.onTrial(true);
    new PluginSwap(
            plugin,
            main,
            fresh,
            slot -> share.holds(slot.station()),
            () -> second = new Second(fresh, share),
            failed -> {
              if (failed.isPresent()) {
                var _ = plugin.retire(fresh);
              }
              done.accept(failed);
            })
        .begin();
  }

  /** All stations move to the canary, which is the load that serves from now on. */
  void promote(PluginHost main, Consumer<Optional<String>> done) {
    Second now = require();
    new PluginSwap(
            plugin,
            main,
            now.host(),
            slot -> true,
            () -> {
              now.host().onTrial(false);
              plugin.serve(now.host());
              second = null;
            },
            failed -> {
              if (failed.isEmpty()) {
                var _ = plugin.retire(main);
              }
              done.accept(failed);
            })
        .begin();
  }

  /** The share goes back to {@code main}. */
  void abort(PluginHost main, Consumer<Optional<String>> done) {
    Second now = require();
    second = null;
    new PluginSwap(
            plugin,
            now.host(),
            main,
            slot -> now.share().holds(slot.station()),
            () -> {},
            failed -> {
              if (failed.isPresent()) {
                second = now;
              } else {
                var _ = plugin.retire(now.host());
              }
              done.accept(failed);
            })
        .begin();
  }

  /** Ends without a move: the plugin is out of service. */
  Optional<PluginHost> drop() {
    Second now = second;
    second = null;
    return now == null ? Optional.empty() : Optional.of(now.host());
  }

  private Second require() {
    Second now = second;
    if (now == null) {
      throw new IllegalStateException("There is no canary of '" + plugin.id() + "'");
    }
    return now;
  }
}
