// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Instant;

/** A station's CALL that wants a decision. Immutable and thread-safe. */
@DoNotImplement
public interface Request {
  /** The version of the connection that it came over. */
  OcppVersion version();

  /** The action, for example {@code Authorize}. An open set. */
  Action action();

  /** The id of the CALL. Unique per connection only: stations do repeat ids. */
  MessageId messageId();

  /** When it came in. */
  Instant receivedAt();

  /** When the station is answered without this handler. Covers {@link Answer#later} too. */
  Instant deadline();

  /** The payload, already valid for its version where the version defines the action. */
  JsonView payload();

  /**
   * The payload as a message type of its version, a record of {@code dev.stationkeeper.ocpp.v16},
   * {@code v201} or {@code v21}.
   *
   * @throws PayloadException when {@code type} is no such record or the payload does not fit it
   */
  <T extends Record> T as(Class<T> type);
}
