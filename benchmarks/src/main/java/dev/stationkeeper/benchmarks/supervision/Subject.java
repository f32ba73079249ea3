// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.supervision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that answers at once, and crashes at every so many requests. Its init is free. */
final class Subject implements OcppHandler {
  static final JsonView ACCEPTED = JsonView.parse("{\"idTagInfo\":{\"status\":\"Accepted\"}}");
  private static final Answer ANSWER = Answer.reply(ACCEPTED);

  private final int crashEvery;
  private final AtomicInteger asked = new AtomicInteger();

  /** When the last crash was thrown, and when a request was last begun, both of nanoTime. */
  volatile long crashedAt;

  volatile long begunAt;

  /**
   * @param crashEvery 0 for never
   */
  Subject(int crashEvery) {
    this.crashEvery = crashEvery;
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return this::answer;
  }

  Answer answer(Request request) {
    if (crashEvery > 0) {
      begunAt = System.nanoTime();
      if (asked.incrementAndGet() % crashEvery == 0) {
        crashedAt = System.nanoTime();
        throw new IllegalStateException("as told");
      }
    }
    return ANSWER;
  }
}
