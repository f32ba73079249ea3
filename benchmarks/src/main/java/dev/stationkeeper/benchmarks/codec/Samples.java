// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.codec;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The payloads that are measured: of the size and shape that stations send. */
final class Samples {
  private static final String TIME = "\"2026-11-22T10:15:30.250Z\"";

  private Samples() {}

  /** The message that {@code name} is about, for example {@code 2.0.1 MeterValues}. */
  static MessageType<?> type(String name) {
    String[] parts = name.split(" ", 2);
    OcppVersion version = OcppVersion.ofNumber(parts[0]).orElseThrow();
    return MessageCatalogue.of(version).request(Action.of(parts[1])).orElseThrow();
  }

  /** A payload of it. */
  static String payload(String name) {
    return switch (name) {
      case "1.6 BootNotification" ->
          """
          {"chargePointVendor":"Voltwerk","chargePointModel":"Duo 22","chargePointSerialNumber":\
          "VW-2209-000871","firmwareVersion":"3.14.2-rc1","iccid":"89490200001234567890",\
          "imsi":"262011234567890","meterType":"EM340","meterSerialNumber":"2209-1"}\
          """;
      case "1.6 MeterValues" ->
          """
          {"connectorId":1,"transactionId":170041,"meterValue":[{"timestamp":%s,\
          "sampledValue":[%s]}]}\
          """
              .formatted(TIME, values("\"value\":\"%d.25\",\"unit\":\"W\""));
      case "1.6 StartTransaction" ->
          """
          {"connectorId":2,"idTag":"04E2A9B21F6C80","meterStart":1042775,"timestamp":%s}\
          """
              .formatted(TIME);
      case "2.0.1 BootNotification", "2.1 BootNotification" ->
          """
          {"reason":"PowerUp","chargingStation":{"model":"Duo 22","vendorName":"Voltwerk",\
          "serialNumber":"VW-2209-000871","firmwareVersion":"3.14.2-rc1","modem":\
          {"iccid":"89490200001234567890","imsi":"262011234567890"}}}\
          """;
      case "2.0.1 MeterValues", "2.1 MeterValues" ->
          """
          {"evseId":1,"meterValue":[{"timestamp":%s,"sampledValue":[%s]}]}\
          """
              .formatted(TIME, values("\"value\":%d.25,\"unitOfMeasure\":{\"unit\":\"W\"}"));
      case "2.0.1 TransactionEvent", "2.1 TransactionEvent" ->
          """
          {"eventType":"Started","timestamp":%s,"triggerReason":"Authorized","seqNo":0,\
          "transactionInfo":{"transactionId":"b2c9e1f0-77aa-4c1e-9a5b-000000000017",\
          "chargingState":"EVConnected"},"evse":{"id":1,"connectorId":1},\
          "idToken":{"idToken":"04E2A9B21F6C80","type":"ISO14443"},"meterValue":[{"timestamp":%s,\
          "sampledValue":[{"value":1042.775,"context":"Transaction.Begin",\
          "measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"kWh"}}]}]}\
          """
              .formatted(TIME, TIME);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String values(String rest) {
    return IntStream.range(0, 10)
        .mapToObj(
            i ->
                "{\"context\":\"Sample.Periodic\",\"measurand\":\"Power.Active.Import\","
                    + "\"phase\":\"L%d\",\"location\":\"Outlet\",".formatted(i % 3 + 1)
                    + rest.formatted(7000 + i)
                    + "}")
        .collect(Collectors.joining(","));
  }
}
