// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.typed;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.PayloadException;
import dev.stationkeeper.spi.Request;

/** What the typed bases have in common. */
final class Typed {
  private Typed() {}

  /** A method of a typed base. */
  interface Decision<T> {
    Answer on(T message, Request request) throws Exception;
  }

  /**
   * Reads the payload and asks. The server hands over valid payloads only; should one not fit, that
   * is the station's error and not the handler's.
   */
  static <T extends Record> Answer ask(Request request, Class<T> type, Decision<T> decision)
      throws Exception {
    T message;
    try {
      message = request.as(type);
    } catch (PayloadException e) {
      return Answer.error(
          ErrorCode.FORMAT_VIOLATION.in(request.version()), String.valueOf(e.getMessage()));
    }
    return decision.on(message, request);
  }
}
