// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.StationId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A request that is with the handler. For one test's thread. */
public final class FakeCall {
  private final FakeServer server;
  private final StationId station;
  private final Instant deadline;
  private final CompletableFuture<Outcome> outcome;

  FakeCall(
      FakeServer server, StationId station, Instant deadline, CompletableFuture<Outcome> outcome) {
    this.server = server;
    this.station = station;
    this.deadline = deadline;
    this.outcome = outcome;
  }

  /** True when it has its answer. */
  public boolean isAnswered() {
    server.settle(station);
    return outcome.isDone();
  }

  /**
   * What became of it. Waits for a handler that is at work; a handler that does not come back meets
   * the deadline.
   */
  public FakeAnswer answer() {
    if (server.await(outcome)) {
      return new FakeAnswer(outcome.join(), false);
    }
    server.advanceTo(deadline);
    if (!server.await(outcome)) {
      throw new AssertionError("A request without an outcome at its deadline");
    }
    return new FakeAnswer(outcome.join(), true);
  }
}
