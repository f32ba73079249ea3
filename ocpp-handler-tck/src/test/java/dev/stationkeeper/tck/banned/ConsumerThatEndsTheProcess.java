// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.banned;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.OcppHandlerInfo;

/** Would end the server, were it ever told that. */
@OcppHandlerInfo(
    id = "consumer-that-ends-the-process",
    version = "1",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class ConsumerThatEndsTheProcess implements ConsumerHandler {
  @Override
  public EventConsumer openConsumer() {
    return ConsumerThatEndsTheProcess::take;
  }

  private static void take(EventBatch batch) {
    if (batch.events().getFirst().type().equals("Apocalypse")) {
      System.exit(1);
    }
    batch.acknowledge();
  }
}
