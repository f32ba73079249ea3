// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the answers to our commands tell of variables: each entry by what it names and never by its
 * place (B05, B06; 1.6 Core, Change and Get Configuration). A value that becomes valid with the
 * next reboot is the value.
 */
final class VariableResults {
  private static final Set<String> SET = Set.of("Accepted", "RebootRequired");

  private VariableResults() {}

  static void on(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandEnded(Command command, var status, JsonView response)
        && (status == CommandStatus.ACCEPTED || command.done() > 0)) {
      List<VariableReading> readings = readings(command, response);
      if (!readings.isEmpty()) {
        turn.record(new VariablesReported(command.action().name(), null, readings));
      }
    }
  }

  private static List<VariableReading> readings(Command command, JsonView response) {
    return switch (command.action().name()) {
      case "GetConfiguration" -> Readings.ofConfiguration(response);
      case "ChangeConfiguration" -> changed(command.payload());
      case "GetVariables" ->
          response.objects("getVariableResult").stream()
              .filter(result -> result.string("attributeStatus").orElse("").equals("Accepted"))
              .map(
                  result ->
                      Readings.of(
                          result,
                          attribute(result),
                          result.string("attributeValue").orElse(null),
                          null,
                          null))
              .toList();
      case "SetVariables" ->
          response.objects("setVariableResult").stream()
              .filter(result -> SET.contains(result.string("attributeStatus").orElse("")))
              .flatMap(result -> wanted(command.payload(), result).stream())
              .toList();
      default -> List.of();
    };
  }

  private static List<VariableReading> changed(JsonView request) {
    return List.of(
        Readings.ofKey(
            request.string("key").orElse(""), request.string("value").orElse(null), null));
  }

  /** What was asked for the variable of a result. */
  private static Optional<VariableReading> wanted(JsonView request, JsonView result) {
    VariableReading target = Readings.of(result, attribute(result), null, null, null);
    return request.objects("setVariableData").stream()
        .filter(data -> isSame(Readings.of(data, attribute(data), null, null, null), target))
        .map(
            data ->
                Readings.of(
                    data, attribute(data), data.string("attributeValue").orElse(null), null, null))
        .findFirst();
  }

  /** Names are compared without regard to case (GEN-06). */
  private static boolean isSame(VariableReading one, VariableReading other) {
    return key(one).equalsIgnoreCase(key(other));
  }

  private static String key(VariableReading reading) {
    return String.join(
        "/",
        reading.component(),
        String.valueOf(reading.componentInstance()),
        String.valueOf(reading.evse()),
        String.valueOf(reading.connector()),
        reading.variable(),
        String.valueOf(reading.variableInstance()),
        reading.attribute());
  }

  private static String attribute(JsonView data) {
    return data.string("attributeType").orElse(VariableReading.ACTUAL);
  }
}
