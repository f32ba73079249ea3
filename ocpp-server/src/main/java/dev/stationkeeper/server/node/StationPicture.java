// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.ConnectorStatus;
import dev.stationkeeper.station.Device;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.event.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A station's state as handlers see it: members that the SPI promises, and no others. */
public final class StationPicture {
  private StationPicture() {}

  /**
   * The picture of {@code state}.
   *
   * @param heardAt when something last came in since the start, null when nothing did
   */
  public static JsonView of(StationState state, @Nullable Instant heardAt) {
    JsonObjectBuilder picture =
        JsonView.object()
            .put("connected", state.link().open())
            .put("version", state.link().version())
            .put("registration", state.registration().status());
    if (heardAt != null) {
      picture.put("heardAt", heardAt);
    }
    Device device = state.device();
    if (device != null) {
      picture
          .put("vendor", device.vendor())
          .put("model", device.model())
          .put("serialNumber", device.serialNumber())
          .put("firmware", device.firmwareVersion());
    }
    return picture
        .putObjects(
            "connectors", state.connectors().all().stream().map(StationPicture::connector).toList())
        .putObjects(
            "transactions",
            state.transactions().open().stream().map(StationPicture::transaction).toList())
        .build();
  }

  private static JsonView connector(ConnectorStatus connector) {
    JsonObjectBuilder picture = JsonView.object();
    Integer evse = connector.id().evse();
    if (evse != null) {
      picture.put("evse", evse);
    }
    return picture
        .put("connector", connector.id().connector())
        .put("status", connector.status())
        .put("errorCode", connector.errorCode())
        .put("at", connector.at())
        .build();
  }

  private static JsonView transaction(Transaction transaction) {
    JsonObjectBuilder picture = JsonView.object().put("transactionId", transaction.id());
    Integer evse = transaction.evse();
    if (evse != null) {
      picture.put("evse", evse);
    }
    Integer connector = transaction.connector();
    if (connector != null) {
      picture.put("connector", connector);
    }
    IdToken token = transaction.idToken();
    if (token != null) {
      picture.put("idToken", token.value()).put("idTokenType", token.type());
    }
    Long meterStart = transaction.meterStart();
    if (meterStart != null) {
      picture.put("meterStart", meterStart);
    }
    return picture
        .put("startedAt", transaction.startedAt())
        .put("authorization", transaction.authorization())
        .put("chargingState", transaction.chargingState())
        .build();
  }
}
