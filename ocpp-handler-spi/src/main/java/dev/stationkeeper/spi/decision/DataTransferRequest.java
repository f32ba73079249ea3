// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Request;
import java.util.Optional;

/** A vendor's own message from a station (DataTransfer). Immutable. */
public final class DataTransferRequest {
  private final Request request;

  DataTransferRequest(Request request) {
    this.request = request;
  }

  /** Whose message it is. */
  public String vendorId() {
    return request.payload().string("vendorId").orElse("");
  }

  /** Which of that vendor's messages. */
  public Optional<String> messageId() {
    return request.payload().string("messageId");
  }

  /** The data: a text as it is, an object as JSON text; of another type see {@link #request}. */
  public Optional<String> data() {
    JsonView payload = request.payload();
    return payload.string("data").or(() -> payload.object("data").map(JsonView::text));
  }

  /** The request as it came. */
  public Request request() {
    return request;
  }
}
