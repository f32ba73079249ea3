// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import java.time.Instant;

/**
 * A station's CALL that has no answer yet.
 *
 * @param received its payload as the station wrote it: the evidence
 * @param payload the same as it is read, what the station is forgiven being mended
 */
public record InboundCall(
    MessageId id, Action action, JsonView received, JsonView payload, Instant receivedAt) {
  static InboundCall of(MessageId id, Action action, JsonView received, Instant receivedAt) {
    return new InboundCall(id, action, received, received, receivedAt);
  }

  /** The same behind others: as text alone, which the bound of what waits is about. */
  InboundCall waiting() {
    return of(id, action, received.compact(), receivedAt);
  }

  InboundCall readAs(JsonView mended) {
    return new InboundCall(id, action, received, mended, receivedAt);
  }
}
