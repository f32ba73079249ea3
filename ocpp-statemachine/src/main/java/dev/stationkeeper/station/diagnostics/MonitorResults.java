// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsCleared;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.MonitorReading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the answers to SetVariableMonitoring and ClearVariableMonitoring tell: the station gives the
 * number, our request has the rest (N04, N06). Each entry by what it names and never by its place.
 */
final class MonitorResults {
  private static final String STATUS = "status";
  private static final String ACCEPTED = "Accepted";

  private MonitorResults() {}

  static void on(Turn turn, Occasion occasion) {
    if (!(occasion instanceof Occasion.CommandEnded(Command command, var status, JsonView response))
        || (status != CommandStatus.ACCEPTED && command.done() == 0)) {
      return;
    }
    switch (command.action().name()) {
      case "SetVariableMonitoring" -> {
        List<MonitorReading> set = set(command.payload(), response);
        if (!set.isEmpty()) {
          turn.record(new MonitorsReported(command.action().name(), null, set));
        }
      }
      case "ClearVariableMonitoring" -> {
        List<Integer> cleared = cleared(response);
        if (!cleared.isEmpty()) {
          turn.record(new MonitorsCleared(cleared));
        }
      }
      default -> {
        // not about monitors
      }
    }
  }

  private static List<MonitorReading> set(JsonView request, JsonView response) {
    List<JsonView> wanted = new ArrayList<>(request.objects("setMonitoringData"));
    List<MonitorReading> set = new ArrayList<>();
    for (JsonView result : response.objects("setMonitoringResult")) {
      Integer id = Read.integer(result, "id");
      Optional<JsonView> asked = wanted.stream().filter(data -> isSame(data, result)).findFirst();
      asked.ifPresent(wanted::remove);
      if (id != null && asked.isPresent() && isAccepted(result)) {
        set.add(reading(id, asked.get()));
      }
    }
    return set;
  }

  private static List<Integer> cleared(JsonView response) {
    return response.objects("clearMonitoringResult").stream()
        .filter(MonitorResults::isAccepted)
        .map(result -> Read.integer(result, "id"))
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean isAccepted(JsonView result) {
    return result.string(STATUS).orElse("").equals(ACCEPTED);
  }

  private static boolean isSame(JsonView data, JsonView result) {
    return key(data).equalsIgnoreCase(key(result));
  }

  private static String key(JsonView data) {
    return String.join(
        "/",
        data.string("component", "name").orElse(""),
        data.string("component", "instance").orElse(""),
        Read.text(data, "component", "evse", "id"),
        Read.text(data, "component", "evse", "connectorId"),
        data.string("variable", "name").orElse(""),
        data.string("variable", "instance").orElse(""),
        data.string("type").orElse(""),
        Read.text(data, "severity"));
  }

  private static MonitorReading reading(int id, JsonView data) {
    return new MonitorReading(
        id,
        data.string("component", "name").orElse(""),
        data.string("component", "instance").orElse(null),
        Read.integer(data, "component", "evse", "id"),
        Read.integer(data, "component", "evse", "connectorId"),
        data.string("variable", "name").orElse(""),
        data.string("variable", "instance").orElse(null),
        data.string("type").orElse(""),
        data.decimal("value").orElse(BigDecimal.ZERO),
        (int) data.number("severity").orElse(0),
        data.bool("transaction").orElse(false),
        "CustomMonitor");
  }
}
