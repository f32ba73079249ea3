// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

/** Payloads of an ordinary session, as literal JSON. */
final class Sessions {
  static final String BOOT_16 =
      "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"Post"
          + " 1\",\"firmwareVersion\":\"1.2\"}";
  static final String BOOT_2X =
      "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Acme\",\"model\":\"Post 2\","
          + "\"firmwareVersion\":\"2.3\"}}";

  private Sessions() {}

  static String status16(int connector, String status) {
    return "{\"connectorId\":%d,\"errorCode\":\"NoError\",\"status\":\"%s\"}"
        .formatted(connector, status);
  }

  static String start16(String tag, long meterStart) {
    return ("{\"connectorId\":1,\"idTag\":\"%s\",\"meterStart\":%d,"
            + "\"timestamp\":\"2026-11-22T10:00:00Z\"}")
        .formatted(tag, meterStart);
  }

  static String meterValues16(int transactionId, long wattHours) {
    return ("{\"connectorId\":1,\"transactionId\":%d,\"meterValue\":[{"
            + "\"timestamp\":\"2026-11-22T10:05:00Z\",\"sampledValue\":[{\"value\":\"%d\"}]}]}")
        .formatted(transactionId, wattHours);
  }

  static String stop16(int transactionId, long meterStop) {
    return ("{\"transactionId\":%d,\"meterStop\":%d,\"timestamp\":\"2026-11-22T11:00:00Z\","
            + "\"reason\":\"EVDisconnected\"}")
        .formatted(transactionId, meterStop);
  }

  static String status2x(int evse, String status) {
    return ("{\"timestamp\":\"2026-11-22T10:00:00Z\",\"connectorStatus\":\"%s\",\"evseId\":%d,"
            + "\"connectorId\":1}")
        .formatted(status, evse);
  }

  static String authorize2x(String token) {
    return "{\"idToken\":{\"idToken\":\"%s\",\"type\":\"ISO14443\"}}".formatted(token);
  }

  /** A Started event with a token and a register of 1,000 Wh. */
  static String started2x(String transaction, String token) {
    return ("{\"eventType\":\"Started\",\"timestamp\":\"2026-11-22T10:00:00Z\","
            + "\"triggerReason\":\"Authorized\",\"seqNo\":0,"
            + "\"transactionInfo\":{\"transactionId\":\"%s\",\"chargingState\":\"EVConnected\"},"
            + "\"evse\":{\"id\":1,\"connectorId\":1},"
            + "\"idToken\":{\"idToken\":\"%s\",\"type\":\"ISO14443\"},"
            + "\"meterValue\":[{\"timestamp\":\"2026-11-22T10:00:00Z\",\"sampledValue\":["
            + "{\"value\":1000,\"context\":\"Transaction.Begin\"}]}]}")
        .formatted(transaction, token);
  }

  static String updated2x(String transaction, int seqNo, long wattHours) {
    return ("{\"eventType\":\"Updated\",\"timestamp\":\"2026-11-22T10:05:00Z\","
            + "\"triggerReason\":\"MeterValuePeriodic\",\"seqNo\":%d,"
            + "\"transactionInfo\":{\"transactionId\":\"%s\",\"chargingState\":\"Charging\"},"
            + "\"meterValue\":[{\"timestamp\":\"2026-11-22T10:05:00Z\",\"sampledValue\":["
            + "{\"value\":%d}]}]}")
        .formatted(seqNo, transaction, wattHours);
  }

  static String ended2x(String transaction, int seqNo, long wattHours) {
    return ("{\"eventType\":\"Ended\",\"timestamp\":\"2026-11-22T11:00:00Z\","
            + "\"triggerReason\":\"EVCommunicationLost\",\"seqNo\":%d,"
            + "\"transactionInfo\":{\"transactionId\":\"%s\",\"stoppedReason\":\"EVDisconnected\"},"
            + "\"meterValue\":[{\"timestamp\":\"2026-11-22T11:00:00Z\",\"sampledValue\":["
            + "{\"value\":%d,\"context\":\"Transaction.End\"}]}]}")
        .formatted(seqNo, transaction, wattHours);
  }
}
