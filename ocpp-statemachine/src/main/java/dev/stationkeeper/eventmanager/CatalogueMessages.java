// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.PayloadException;
import java.util.Optional;

/** Payloads by the message definitions: what {@code Request.as} reads and answers are held to. */
public final class CatalogueMessages implements AnswerCheck, PayloadReader {
  /**
   * Strict for every action that the version answers; of any other action an answer must be one
   * JSON object.
   */
  @Override
  public Optional<String> fault(OcppVersion version, Action action, JsonView answer) {
    return MessageCatalogue.of(version)
        .response(action)
        .map(
            type ->
                type.validate(answer)
                    .map(violation -> violation.path() + ": " + violation.description()))
        .orElseGet(() -> AnswerCheck.WELL_FORMED.fault(version, action, answer));
  }

  @Override
  public <T extends Record> T read(JsonView payload, Class<T> type) {
    Decoded<T> decoded;
    try {
      decoded = MessageCatalogue.of(type).decode(payload);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
    return switch (decoded) {
      case Decoded.Ok<T> ok -> ok.value();
      case Decoded.Invalid<T> invalid ->
          throw new PayloadException(
              invalid.violation().path() + ": " + invalid.violation().description());
    };
  }
}
