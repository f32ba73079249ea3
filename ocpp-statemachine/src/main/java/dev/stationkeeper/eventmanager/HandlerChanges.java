// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Changes of a handler's load while stations stay connected: all at once (swap), on a share of the
 * stations (canary), or beside the live one (shadow). One change of a handler at a time.
 * Thread-safe; nothing blocks. Every method fails with an {@link IllegalArgumentException} for a
 * handler that is not installed or a spec that does not fit, and with an {@link
 * IllegalStateException} when it cannot be done now; a stage that completes with a text was rolled
 * back, for that reason.
 */
public final class HandlerChanges {
  private final Function<HandlerId, Plugin> plugins;

  HandlerChanges(Function<HandlerId, Plugin> plugins) {
    this.plugins = plugins;
  }

  /**
   * Replaces a handler: the new load is started, then each station's instance hands its snapshot
   * over. The first that does not open brings all back.
   *
   * @param next of the same name and role
   */
  public CompletionStage<Optional<String>> swap(HandlerId handler, HandlerSpec next) {
    Plugin plugin = fitting(handler, next);
    return change(plugin, done -> plugin.change().swap(next, done));
  }

  /**
   * Lets {@code next} serve a share of the stations: a stable one, by a hash of the station's id.
   * When it is quarantined for one of them all go back at once ({@link
   * SupervisionEvent.CanaryAborted}).
   *
   * @param percent 1 to 99
   */
  public CompletionStage<Optional<String>> canary(
      HandlerId handler, HandlerSpec next, int percent) {
    Share share = new Share(percent);
    Plugin plugin = fitting(handler, next);
    if (next.role() == HandlerRole.CONSUMER) {
      throw new IllegalArgumentException("A consumer serves no station: it has no canary");
    }
    return change(plugin, done -> plugin.change().canary(next, share, done));
  }

  /** Lets the canary serve all stations. */
  public CompletionStage<Optional<String>> promote(HandlerId handler) {
    Plugin plugin = plugins.apply(handler);
    return change(plugin, plugin.change()::promote);
  }

  /** Brings the canary's stations back to the main load. */
  public CompletionStage<Optional<String>> abort(HandlerId handler) {
    Plugin plugin = plugins.apply(handler);
    return change(plugin, plugin.change()::abortCanary);
  }

  /** Runs {@code candidate} beside the handler, on the same requests, without effect. */
  public CompletionStage<Optional<String>> shadow(HandlerId handler, HandlerSpec candidate) {
    Plugin plugin = fitting(handler, candidate);
    if (candidate.role() != HandlerRole.RESPONDER) {
      throw new IllegalArgumentException("Only a responder's answers can be compared");
    }
    return change(plugin, done -> plugin.change().beginShadow(candidate, done));
  }

  /** What the shadow would have answered; empty when there is none. */
  public Optional<ShadowReport> shadowOf(HandlerId handler) {
    return plugins.apply(handler).change().shadow().map(Shadow::report);
  }

  /** Ends the shadow in order; empty when there was none, else its last report. */
  public CompletionStage<Optional<ShadowReport>> endShadow(HandlerId handler) {
    Plugin plugin = plugins.apply(handler);
    Optional<Shadow> over = plugin.change().takeShadow();
    return over.map(shadow -> shadow.close().thenApply(ended -> Optional.of(shadow.report())))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private Plugin fitting(HandlerId handler, HandlerSpec next) {
    Plugin plugin = plugins.apply(handler);
    if (!next.id().equals(handler)) {
      throw new IllegalArgumentException(
          "'" + next.id() + "' cannot take the place of '" + handler + "'");
    }
    if (next.role() != plugin.spec().role() || next.order() != plugin.spec().order()) {
      throw new IllegalArgumentException(
          "'%s' serves as %s at order %d, the new load wants to as %s at order %d: a handler keeps"
                  .formatted(
                      handler,
                      plugin.spec().role(),
                      plugin.spec().order(),
                      next.role(),
                      next.order())
              + " its role and order while it runs; restart the server for another");
    }
    return plugin;
  }

  private static CompletionStage<Optional<String>> change(
      Plugin plugin, Consumer<Consumer<Optional<String>>> begin) {
    if (!plugin.change().beginChange()) {
      throw new IllegalStateException(
          "Another change of '" + plugin.id() + "' is under way; try again when it is over");
    }
    CompletableFuture<Optional<String>> done = new CompletableFuture<>();
    BiConsumer<Optional<String>, Throwable> over = (reason, thrown) -> plugin.change().endChange();
    var _ = done.whenComplete(over);
    try {
      begin.accept(done::complete);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }
}
