// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.SecretNames;
import dev.stationkeeper.station.event.VariableReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables and configuration keys, as the messages of the versions tell them. */
final class Readings {
  private static final String READ_ONLY = "ReadOnly";
  private static final String READ_WRITE = "ReadWrite";

  private Readings() {}

  /** What a NotifyReport tells: every attribute of every variable in it. */
  static List<VariableReading> ofReport(JsonView report) {
    List<VariableReading> readings = new ArrayList<>();
    for (JsonView data : report.objects("reportData")) {
      JsonView characteristics = data.object("variableCharacteristics").orElse(null);
      for (JsonView attribute : data.objects("variableAttribute")) {
        readings.add(
            of(
                data,
                attribute.string("type").orElse(VariableReading.ACTUAL),
                attribute.string("value").orElse(null),
                attribute.string("mutability").orElse(READ_WRITE),
                characteristics));
      }
    }
    return readings;
  }

  /** An attribute of the component and variable that {@code data} names. */
  static VariableReading of(
      JsonView data,
      String attribute,
      @Nullable String value,
      @Nullable String mutability,
      @Nullable JsonView characteristics) {
    String variable = data.string("variable", "name").orElse("");
    return new VariableReading(
        data.string("component", "name").orElse(""),
        data.string("component", "instance").orElse(null),
        Read.integer(data, "component", "evse", "id"),
        Read.integer(data, "component", "evse", "connectorId"),
        variable,
        data.string("variable", "instance").orElse(null),
        attribute,
        SecretNames.contains(variable) ? null : value,
        mutability,
        characteristics);
  }

  /** What a GetConfiguration is answered (1.6). */
  static List<VariableReading> ofConfiguration(JsonView response) {
    return response.objects("configurationKey").stream()
        .map(
            entry ->
                ofKey(
                    entry.string("key").orElse(""),
                    entry.string("value").orElse(null),
                    entry.bool("readonly").orElse(false) ? READ_ONLY : READ_WRITE))
        .toList();
  }

  /** A configuration key (1.6). */
  static VariableReading ofKey(String key, @Nullable String value, @Nullable String mutability) {
    return new VariableReading(
        "",
        null,
        null,
        null,
        key,
        null,
        VariableReading.ACTUAL,
        SecretNames.contains(key) ? null : value,
        mutability,
        null);
  }
}
