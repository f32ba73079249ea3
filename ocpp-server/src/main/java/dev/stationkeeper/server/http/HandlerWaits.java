// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.PluginStatus;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the handler that a request names, and waits for what was begun with it. */
final class HandlerWaits {
  private static final int PATIENCE_SECONDS = 60;

  private HandlerWaits() {}

  static PluginStatus require(EventManagers managers, Exchange x) {
    String name = x.path("name");
    return managers.handlers().stream()
        .filter(status -> status.handler().name().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("There is no handler " + name + "."));
  }

  static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw ApiException.unavailable(
          "It has begun and goes on; it was not over within " + PATIENCE_SECONDS + " seconds.");
    } catch (ExecutionException e) {
      throw ApiException.conflict(Problems.reason(e));
    }
  }
}
