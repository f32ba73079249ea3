// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.failsafe.CircuitBreaker;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.RetryLaterException;
import dev.stationkeeper.spi.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes alarms out of the log and tells them, one after the other in the log's order. What was told
 * is written down before the next; a kill in between has one told again, under the same id.
 */
final class Notifier implements EventConsumer {
  /** The server allows a minute for a batch; one notification takes at most about 20 s. */
  private static final Duration AT_A_TIME = Duration.ofSeconds(30);

  private static final Duration AT_ONCE = Duration.ofMillis(100);
  private static final int MOST_REFUSALS = 3;
  private static final int FAILURES_TO_OPEN = 3;
  private static final String PROVIDER = "provider";

  private final HandlerEnvironment server;
  private final NotifierSettings settings;
  private final Telling telling;
  private final Channel channel;
  private final Path folder;
  private final CircuitBreaker<Object> breaker;
  private @Nullable Ledger ledger;
  private int failures;
  private int refusals;

  Notifier(HandlerEnvironment server, NotifierSettings settings, Channel channel) {
    this.server = server;
    this.settings = settings;
    this.telling = settings.telling(server.handler() + ":");
    this.channel = channel;
    this.folder = server.folder();
    this.breaker =
        CircuitBreaker.builder()
            .withFailureThreshold(FAILURES_TO_OPEN)
            .withSuccessThreshold(1)
            .withDelay(settings.breakerDelay())
            .build();
  }

  @Override
  public void onEvents(EventBatch batch) throws Exception {
    Ledger known = ledger;
    if (known == null) {
      known = new Ledger(folder);
      ledger = known;
    }
    long began = System.nanoTime();
    for (LoggedEvent event : batch.events()) {
      if (event.position() <= known.position()) {
        continue;
      }
      if (System.nanoTime() - began > AT_A_TIME.toNanos()) {
        throw new RetryLaterException("there is more to tell", AT_ONCE);
      }
      Optional<Notification> notification = telling.of(event, known);
      boolean told = notification.isPresent();
      if (told && event.position() > known.left()) {
        told = tell(notification.get(), known);
        known.left(event.position());
      }
      telling.done(event, told, known);
      known.passed(event.position());
    }
    known.save();
    batch.acknowledge();
  }

  /** False when it is not told, and need not be. */
  private boolean tell(Notification notification, Ledger known)
      throws RetryLaterException, InterruptedException, IOException {
    Instant now = server.clock().instant();
    if (notification.at().plus(settings.maxAge()).isBefore(now)) {
      server.count("expired", 1);
      server
          .logger()
          .warn("{} is of {} and told nobody any more", notification.id(), notification.at());
      return false;
    }
    if (!breaker.tryAcquirePermit()) {
      throw new RetryLaterException(channel.name() + " is down", breaker.getRemainingDelay());
    }
    try {
      channel.send(notification);
    } catch (RefusedException e) {
      breaker.recordSuccess();
      return refused(notification, e);
    } catch (IOException e) {
      breaker.recordFailure();
      failures++;
      server.count("failed", 1);
      if (breaker.isOpen()) {
        down(known, e);
      }
      throw new RetryLaterException(
          channel.name() + " does not take " + notification.id() + ": " + e.getMessage(),
          settings.pause(failures));
    }
    breaker.recordSuccess();
    failures = 0;
    refusals = 0;
    server.count("sent", 1);
    up(known);
    return true;
  }

  private boolean refused(Notification notification, RefusedException e)
      throws RetryLaterException {
    refusals++;
    if (refusals < MOST_REFUSALS) {
      throw new RetryLaterException(
          channel.name() + " refuses " + notification.id() + ": " + e.getMessage(),
          settings.pause(refusals));
    }
    refusals = 0;
    server.count("refused", 1);
    server.logger().error("{} was refused and is passed over: {}", notification, e.getMessage());
    return false;
  }

  /** Operators see it in the console, and whoever is told by another way. */
  private void down(Ledger known, IOException why) throws IOException {
    if (!known.isDown()) {
      known.down(true);
      server
          .alarms()
          .raise(
              PROVIDER,
              Severity.CRITICAL,
              null,
              "Notifications do not leave: %s: %s".formatted(channel.name(), why.getMessage()));
    }
  }

  private void up(Ledger known) throws IOException {
    if (known.isDown()) {
      known.down(false);
      server.alarms().clear(PROVIDER);
    }
  }
}
