// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.SecretNames;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;

/**
 * The values that events tell of: what a station says of a variable when a monitor fires is the
 * value that it has (N07, N08). An event without a value tells none.
 */
final class EventValues {
  private EventValues() {}

  static void on(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.Said said && said.is("NotifyEvent")) {
      List<VariableReading> readings =
          said.call().payload().objects("eventData").stream()
              .filter(data -> !data.string("actualValue").orElse("").isEmpty())
              .filter(data -> !SecretNames.contains(data.string("variable", "name").orElse("")))
              .map(EventValues::reading)
              .toList();
      if (!readings.isEmpty()) {
        turn.record(new VariablesReported("NotifyEvent", null, readings));
      }
    }
  }

  private static VariableReading reading(JsonView data) {
    return new VariableReading(
        data.string("component", "name").orElse(""),
        data.string("component", "instance").orElse(null),
        Read.integer(data, "component", "evse", "id"),
        Read.integer(data, "component", "evse", "connectorId"),
        data.string("variable", "name").orElse(""),
        data.string("variable", "instance").orElse(null),
        VariableReading.ACTUAL,
        data.string("actualValue").orElse(null),
        null,
        null);
  }
}
