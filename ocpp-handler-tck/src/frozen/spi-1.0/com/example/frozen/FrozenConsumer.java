// SPDX-License-Identifier: Apache-2.0
package com.example.frozen;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.RetryLaterException;
import java.time.Duration;

/** Follows the log; its text is what it got. */
@OcppHandlerInfo(
    id = "frozen-consumer",
    version = "1",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class FrozenConsumer implements ConsumerHandler {
  private final StringBuilder seen = new StringBuilder();

  @Override
  public void start(HandlerEnvironment environment) {
    seen.append(environment.handler());
  }

  @Override
  public boolean wantsHistory() {
    return true;
  }

  @Override
  public EventConsumer openConsumer() {
    return new EventConsumer() {
      @Override
      public void onEvents(EventBatch batch) throws Exception {
        for (LoggedEvent event : batch.events()) {
          if (event.type().equals("Away")) {
            throw new RetryLaterException("away", Duration.ofSeconds(3));
          }
          seen.append(' ').append(event.position());
          seen.append(event.station().map(StationId::value).orElse("-"));
          seen.append(event.by().orElse("-")).append(event.replayed());
          seen.append(event.sequence()).append(event.at().getEpochSecond());
          seen.append(event.payload().text());
        }
        batch.acknowledge();
      }

      @Override
      public void close() {
        seen.append(" closed");
      }
    };
  }

  @Override
  public String toString() {
    return seen.toString();
  }
}
