// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.time.Instant;
import java.util.Map;

/**
 * The least that makes a simulated station go on: the id of the CALL and a fixed payload. What a
 * bare transport costs with frames of the real sizes; nothing is parsed, checked or kept.
 */
final class CannedAnswers {
  private static final String AUTHORISED = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
  private static final String NOW = Instant.parse("2026-01-02T03:04:05Z").toString();
  private static final Map<String, String> PAYLOADS =
      Map.of(
          "BootNotification",
          "{\"status\":\"Accepted\",\"currentTime\":\"" + NOW + "\",\"interval\":3600}",
          "Heartbeat",
          "{\"currentTime\":\"" + NOW + "\"}",
          "StartTransaction",
          "{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"Accepted\"}}",
          "Authorize",
          AUTHORISED);

  private CannedAnswers() {}

  /** The answer to a CALL, or an empty text for any other frame. */
  static String answer(String frame) {
    int idBegin = frame.indexOf('"') + 1;
    int idEnd = frame.indexOf('"', idBegin);
    int actionBegin = frame.indexOf('"', idEnd + 1) + 1;
    int actionEnd = frame.indexOf('"', actionBegin);
    if (!frame.startsWith("[2,")
        || idBegin == 0
        || idEnd < 0
        || actionBegin == 0
        || actionEnd < 0) {
      return "";
    }
    String payload = PAYLOADS.getOrDefault(frame.substring(actionBegin, actionEnd), "{}");
    return "[3,\"" + frame.substring(idBegin, idEnd) + "\"," + payload + ']';
  }
}
