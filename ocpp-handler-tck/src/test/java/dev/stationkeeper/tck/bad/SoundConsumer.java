// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.bad;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.RetryLaterException;
import java.time.Duration;
import java.util.List;

/** Keeps every rule; the bad ones override what they break. */
public abstract class SoundConsumer implements ConsumerHandler {
  @Override
  public EventConsumer openConsumer() {
    return this::take;
  }

  void take(EventBatch batch) throws Exception {
    if (TestSink.isAway()) {
      throw new RetryLaterException("the sink is away", Duration.ofSeconds(1));
    }
    deliver(batch.events());
    batch.acknowledge();
  }

  void deliver(List<LoggedEvent> events) {
    events.forEach(event -> TestSink.put(event.position()));
  }
}
