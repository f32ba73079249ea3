// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.Leniency;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.OutgoingCheck;
import dev.stationkeeper.ocpp.Violation;
import dev.stationkeeper.spi.PayloadException;
import java.util.Optional;

/** Payloads by the message definitions: what {@code Request.as} reads and answers are held to. */
public final class CatalogueMessages implements AnswerCheck, PayloadReader {
  private final OutgoingCheck outgoing = OutgoingCheck.ofCsms();

  /**
   * Strict for every action that the version answers; of any other action an answer must be one
   * JSON object.
   */
  @Override
  public Optional<String> fault(OcppVersion version, Action action, JsonView answer) {
    if (MessageCatalogue.of(version).response(action).isEmpty()) {
      return AnswerCheck.WELL_FORMED.fault(version, action, answer);
    }
    return outgoing.response(version, action, answer).map(Violation::description);
  }

  @Override
  public <T extends Record> T read(JsonView payload, Class<T> type) {
    Decoded<T> decoded;
    try {
      // The machine has judged the payload by what its station is forgiven.
      decoded = MessageCatalogue.of(type).decode(payload, Leniency.KEEP);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
    return switch (decoded) {
      case Decoded.Ok<T> ok -> ok.value();
      case Decoded.Invalid<T> invalid ->
          throw new PayloadException(invalid.violation().description());
    };
  }
}
