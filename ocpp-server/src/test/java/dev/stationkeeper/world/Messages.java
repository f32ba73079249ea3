// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.ocpp.OcppVersion;

/** Payloads as stations write them. */
final class Messages {
  private Messages() {}

  static boolean is16(OcppVersion version) {
    return version.equals(OcppVersion.V1_6);
  }

  static String boot(OcppVersion version) {
    return is16(version)
        ? "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}"
        : "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}";
  }

  static String status(OcppVersion version, String at, int connector, String status) {
    return is16(version)
        ? "{\"connectorId\":%d,\"errorCode\":\"NoError\",\"status\":\"%s\",\"timestamp\":\"%s\"}"
            .formatted(connector, status, at)
        : "{\"timestamp\":\"%s\",\"connectorStatus\":\"%s\",\"evseId\":%d,\"connectorId\":1}"
            .formatted(at, status, Math.max(1, connector));
  }

  static String authorize(OcppVersion version, String token) {
    return is16(version)
        ? "{\"idTag\":\"%s\"}".formatted(token)
        : "{\"idToken\":{\"idToken\":\"%s\",\"type\":\"ISO14443\"}}".formatted(token);
  }

  static String start16(int connector, String token, int meter, String at) {
    return "{\"connectorId\":%d,\"idTag\":\"%s\",\"meterStart\":%d,\"timestamp\":\"%s\"}"
        .formatted(connector, token, meter, at);
  }

  static String stop16(int transaction, int meter, String at) {
    return "{\"transactionId\":%d,\"meterStop\":%d,\"timestamp\":\"%s\"}"
        .formatted(transaction, meter, at);
  }

  static String meter16(int connector, int transaction, String at) {
    return ("{\"connectorId\":%d,\"transactionId\":%d,\"meterValue\":[{\"timestamp\":\"%s\","
            + "\"sampledValue\":[{\"value\":\"12\"}]}]}")
        .formatted(connector, transaction, at);
  }

  static String event2x(String type, String transaction, int seqNo, String at) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"%s\",\"triggerReason\":\"Trigger\",\"seqNo\":%d,"
            + "\"evse\":{\"id\":1,\"connectorId\":1},\"idToken\":{\"idToken\":\"T1\","
            + "\"type\":\"ISO14443\"},\"transactionInfo\":{\"transactionId\":\"%s\"}}")
        .formatted(type, at, seqNo, transaction);
  }

  static String report(String at) {
    return "{\"requestId\":1,\"generatedAt\":\"%s\",\"seqNo\":0}".formatted(at);
  }

  static String security(String at) {
    return "{\"type\":\"SettingSystemTime\",\"timestamp\":\"%s\"}".formatted(at);
  }

  static String stream(String at) {
    return "{\"id\":1,\"pending\":0,\"basetime\":\"%s\",\"data\":[{\"t\":1,\"v\":\"1\"}]}"
        .formatted(at);
  }

  static String call(String id, String action, String payload) {
    return "[2,\"%s\",\"%s\",%s]".formatted(id, action, payload);
  }

  static String result(String id, String payload) {
    return "[3,\"%s\",%s]".formatted(id, payload);
  }
}
