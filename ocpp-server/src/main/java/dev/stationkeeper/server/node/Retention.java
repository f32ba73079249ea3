// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.log.SystemEvent.TokensErased;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases tokens that are older than they may become, every so often, between the end of the last
 * time and now. What was done when is in the log, so a restart goes on with it. Thread-safe.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final RetentionSettings settings;
  private final RetentionTable past;
  private final Eraser eraser;
  private final Consumer<@Nullable String> alarm;
  private final InstantSource clock;
  private final Counters counters;
  private @Nullable ScheduledExecutorService thread;
  private @Nullable Instant notBefore;
  private @Nullable String failure;

  /** Erases all tokens of stations in events between two times, and puts that on record. */
  @FunctionalInterface
  interface Eraser {
    LogErasure.Result erase(Instant from, Instant before, String by)
        throws IOException, InterruptedException;
  }

  /**
   * How it stands.
   *
   * @param age in seconds that tokens may become; 0 for any
   * @param every in seconds, how often that is looked after
   * @param lastAt when it was done last; null for never
   * @param before the time before which it was done
   * @param identifiers tokens that got a pseudonym then
   * @param places in which one stood
   * @param nextAt when it is done next; null when it never is
   * @param failure why it could not be done the last time; null when it could
   */
  public record Status(
      long age,
      long every,
      @Nullable Instant lastAt,
      @Nullable Instant before,
      int identifiers,
      long places,
      @Nullable Instant nextAt,
      @Nullable String failure) {
    static final Status OFF = new Status(0, 0, null, null, 0, 0, null, null);
  }

  /**
   * @param past what was done, of which the log is told too
   * @param alarm is told why it fails, and null when it does no more
   */
  Retention(
      RetentionSettings settings,
      RetentionTable past,
      Eraser eraser,
      Consumer<@Nullable String> alarm,
      InstantSource clock,
      Counters counters) {
    this.settings = settings;
    this.past = past;
    this.eraser = eraser;
    this.alarm = alarm;
    this.clock = clock;
    this.counters = counters;
  }

  /** Looks from now on, on a thread of its own. */
  synchronized void start() {
    if (settings.isOff()) {
      return;
    }
    ScheduledExecutorService made =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log-retention").factory());
    thread = made;
    var _ =
        made.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Erases when it is time to. Blocks meanwhile. */
  void look() {
    Instant now = clock.instant();
    if (settings.isOff() || now.isBefore(next())) {
      return;
    }
    try {
      run(now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failed(now, e);
    }
  }

  private void run(Instant now) throws IOException, InterruptedException {
    Instant before = now.minus(settings.age());
    LogErasure.Result done = eraser.erase(doneBefore(), before, "retention");
    counters.count("retention_run");
    counters.count("retention_erased", done.places());
    past.apply(new TokensErased("retention", null, before, done.identifiers(), done.places()), now);
    LOG.info(
        "{} tokens in events before {} have a pseudonym now, in {} places",
        done.identifiers(),
        before,
        done.places());
    boolean failedBefore;
    synchronized (this) {
      failedBefore = failure != null;
      failure = null;
      notBefore = null;
    }
    if (failedBefore) {
      alarm.accept(null);
    }
  }

  private void failed(Instant now, Exception e) {
    String text = "Old tokens are not erased: " + e.getMessage();
    LOG.error("Old tokens are not erased", e);
    counters.count("retention_failed");
    boolean first;
    synchronized (this) {
      first = failure == null;
      failure = text;
      notBefore = now.plus(AFTER_FAILURE);
    }
    try {
      if (first) {
        alarm.accept(text);
      }
    } catch (RuntimeException refused) {
      LOG.error("No alarm could be raised either", refused);
    }
  }

  /** Everything before that was erased, or had no tokens. */
  private Instant doneBefore() {
    return past.last().map(run -> run.done().before()).orElse(Instant.EPOCH);
  }

  private synchronized Instant next() {
    Instant due = past.last().map(run -> run.at().plus(settings.every())).orElse(Instant.EPOCH);
    return notBefore != null && notBefore.isAfter(due) ? notBefore : due;
  }

  synchronized Status status() {
    RetentionTable.Run run = past.last().orElse(null);
    Instant due = next();
    return new Status(
        settings.age().toSeconds(),
        settings.every().toSeconds(),
        run == null ? null : run.at(),
        run == null ? null : run.done().before(),
        run == null ? 0 : run.done().identifiers(),
        run == null ? 0 : run.done().places(),
        settings.isOff() ? null : due.equals(Instant.EPOCH) ? clock.instant() : due,
        failure);
  }

  /** Waits for an erasure that runs. */
  @Override
  public void close() {
    ScheduledExecutorService looking;
    synchronized (this) {
      looking = thread;
    }
    if (looking == null) {
      return;
    }
    looking.shutdown();
    try {
      if (!looking.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("An erasure has not ended within {}; the server ends without it", LONGEST_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
