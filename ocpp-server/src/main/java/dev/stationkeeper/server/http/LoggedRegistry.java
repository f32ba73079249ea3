// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.TokenRow;
import dev.stationkeeper.server.view.Views;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Keeps what operators say as events of the log. */
final class LoggedRegistry implements Registry {
  /** A read model that is further behind than this shows the change later. */
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

  private final SystemLog log;
  private final Views views;

  LoggedRegistry(SystemLog log, Views views) {
    this.log = log;
    this.views = views;
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

  @Override
  public void putStation(String station, @Nullable String label, String by) {
    append(new SystemEvent.StationRegistered(station, label, null), by);
  }

  @Override
  public void removeStation(String station, String by) {
    append(new SystemEvent.StationRemoved(station), by);
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
