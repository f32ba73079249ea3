// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.PayloadException;

/** Reads payloads into the message types of the versions, for {@code Request.as}. */
@FunctionalInterface
public interface PayloadReader {
  /** Knows no types. */
  PayloadReader NONE =
      new PayloadReader() {
        @Override
        public <T extends Record> T read(JsonView payload, Class<T> type) {
          throw new PayloadException(type.getName() + " is not a message type");
        }
      };

  /**
   * The payload as {@code type}.
   *
   * @throws PayloadException when {@code type} is no message type or the payload does not fit
   */
  <T extends Record> T read(JsonView payload, Class<T> type);
}
