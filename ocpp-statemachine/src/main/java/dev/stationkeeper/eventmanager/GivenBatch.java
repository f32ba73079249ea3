// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.LoggedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A batch as a consumer sees it; what a fenced one acknowledges counts for nothing. */
final class GivenBatch implements EventBatch {
  private final List<LoggedEvent> events;
  private final ConsumerPort port;
  private final int generation;
  private final Runnable acknowledged;
  private final AtomicBoolean done = new AtomicBoolean();

  GivenBatch(List<LoggedEvent> events, ConsumerPort port, int generation, Runnable acknowledged) {
    this.events = events;
    this.port = port;
    this.generation = generation;
    this.acknowledged = acknowledged;
  }

  @Override
  public List<LoggedEvent> events() {
    return events;
  }

  @Override
  public void acknowledge() {
    if (!port.isCurrent(generation)) {
      port.countLate();
    } else if (done.compareAndSet(false, true)) {
      acknowledged.run();
    }
  }
}
