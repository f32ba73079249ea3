// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.LogConflictException;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.TokenRow;
import dev.stationkeeper.server.view.Views;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what operators say as events of the log. */
final class LoggedRegistry implements Registry {
  /** A read model that is further behind than this shows the change later. */
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

  private static final int ATTEMPTS = 50;

  private final SystemLog log;
  private final Views views;
  private final Consumer<SystemEvent> stations;

  /**
   * @param stations is told what was said of stations
   */
  LoggedRegistry(SystemLog log, Views views, Consumer<SystemEvent> stations) {
    this.log = log;
    this.views = views;
    this.stations = stations;
  }

  @Override
  public void putToken(TokenRow token, String by) {
    append(
        new SystemEvent.TokenPut(
            token.idToken(),
            token.type(),
            token.status(),
            token.expiresAt(),
            token.group(),
            token.note()),
        by);
  }

  @Override
  public void removeToken(String idToken, String by) {
    append(new SystemEvent.TokenRemoved(idToken), by);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The station is looked up behind everything that is in the log, and the event is appended
   * only if nothing has come since: who loses that race looks again.
   */
  @Override
  public boolean announceStation(String station, @Nullable String label, String by) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = log.lastSequence();
      if (isShown(log.position()) && views.stations().find(station).isPresent()) {
        return false;
      }
      try {
        long position =
            log.append(before, new SystemEvent.StationRegistered(station, label, null), by)
                .toCompletableFuture()
                .join();
        isShown(position);
        return true;
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof LogConflictException)) {
          throw ApiException.unavailable("The log did not take the change: " + Problems.reason(e));
        }
      }
    }
    throw ApiException.unavailable("Too much is being changed at once; try again.");
  }

  private boolean isShown(long position) {
    try {
      if (views.await(position, SHOWN_WITHIN)) {
        return true;
      }
      throw ApiException.unavailable("The read models have not caught up yet; try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unavailable("The server goes down.");
    }
  }

  @Override
  public void putStation(String station, @Nullable String label, String by) {
    SystemEvent registered = new SystemEvent.StationRegistered(station, label, null);
    append(registered, by);
    stations.accept(registered);
  }

  @Override
  public void removeStation(String station, String by) {
    SystemEvent removed = new SystemEvent.StationRemoved(station);
    append(removed, by);
    stations.accept(removed);
  }

  @Override
  public void acknowledgeAlarm(String alarm, String by) {
    append(new SystemEvent.AlarmAcknowledged(alarm), by);
  }

  private void append(SystemEvent event, String by) {
    try {
      views.await(log.append(event, by).toCompletableFuture().join(), SHOWN_WITHIN);
    } catch (CompletionException e) {
      throw ApiException.unavailable("The log did not take the change: " + Problems.reason(e));
    } catch (InterruptedException e) {
      // It is on disk; only the waiting for the read models is cut short.
      Thread.currentThread().interrupt();
    }
  }
}
