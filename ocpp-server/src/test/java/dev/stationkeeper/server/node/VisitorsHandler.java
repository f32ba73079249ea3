// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.util.Optional;

/** What a vendor would write: the token VISITOR may charge, CRASH is met with a defect. */
@OcppHandlerInfo(
    id = "visitors",
    version = "1",
    spi = OcppHandlerInfo.SPI_VERSION,
    actions = {"Authorize"})
public final class VisitorsHandler implements OcppHandler {
  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return new StationHandler() {
      @Override
      public Answer onRequest(Request request) {
        String text = request.payload().text();
        if (text.contains("CRASH")) {
          throw new IllegalStateException("a defect of the vendor's");
        }
        String status = text.contains("VISITOR") ? "Accepted" : "Invalid";
        String info = request.version().number().equals("1.6") ? "idTagInfo" : "idTokenInfo";
        return Answer.reply(JsonView.parse("{\"" + info + "\":{\"status\":\"" + status + "\"}}"));
      }
    };
  }
}
