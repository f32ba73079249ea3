// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.banned;

import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.util.Optional;

/** Would end the server, were it ever asked that. */
@OcppHandlerInfo(id = "ends-the-process", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
public final class EndsTheProcess implements OcppHandler {
  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return request -> {
      if (request.action().name().equals("Apocalypse")) {
        System.exit(1);
      }
      return Answer.pass();
    };
  }
}
