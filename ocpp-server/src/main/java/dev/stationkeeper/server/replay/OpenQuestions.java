// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.station.Effect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The questions that are with the handler: of each station one, of all stations a few at a time.
 * They are settled in the order in which they were asked. Confined to the replay's thread.
 */
final class OpenQuestions {
  private static final int MOST = 64;
  private static final long LOOK_MILLIS = 100;
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final ReplaySupervision supervision;
  private final Duration patience;
  private final BiConsumer<PastCall, Outcome> settled;
  private final ArrayDeque<Asked> asked = new ArrayDeque<>();
  private final Set<String> stations = new HashSet<>();

  private record Asked(PastCall call, CompletableFuture<Outcome> outcome) {}

  /**
   * @param settled is told of every outcome, in order
   */
  OpenQuestions(
      ReplaySupervision supervision, Duration patience, BiConsumer<PastCall, Outcome> settled) {
    this.supervision = supervision;
    this.patience = patience;
    this.settled = settled;
  }

  /** Puts the question of {@code call}, whose station has none open. */
  void ask(PastCall call, EventManager manager) {
    while (asked.size() >= MOST) {
      settleFirst();
    }
    Effect.Ask ask = call.ask();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    asked.addLast(new Asked(call, outcome));
    stations.add(call.record().stream());
    manager.ask(
        new Question(
            ask.id(),
            ask.version(),
            ask.action(),
            ask.payload(),
            ask.receivedAt(),
            ask.receivedAt().plus(patience)),
        outcome::complete);
  }

  /** Waits until the station has no question open. */
  void settle(String station) {
    while (stations.contains(station)) {
      settleFirst();
    }
  }

  /** Waits until none is open. */
  void settleAll() {
    while (!asked.isEmpty()) {
      settleFirst();
    }
  }

  private void settleFirst() {
    Asked first = asked.removeFirst();
    stations.remove(first.call().record().stream());
    Outcome outcome = await(first.outcome());
    if (outcome != null) {
      settled.accept(first.call(), outcome);
    }
  }

  /** Null when the replay is over and nothing came. */
  private @Nullable Outcome await(CompletableFuture<Outcome> outcome) {
    long deadline = System.nanoTime() + patience.plus(RESERVE).toNanos();
    while (System.nanoTime() < deadline) {
      try {
        return outcome.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (supervision.ended() != null) {
          return outcome.getNow(null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        supervision.end("The replay was interrupted");
        return null;
      } catch (ExecutionException e) {
        throw new IllegalStateException("An outcome cannot fail", e);
      }
    }
    return new Outcome.Failed("No outcome came back", "-");
  }
}
