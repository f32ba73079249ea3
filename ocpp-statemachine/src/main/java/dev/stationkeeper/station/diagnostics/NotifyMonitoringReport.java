// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.MonitorReading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A part of a report of monitors; taken whether or not anybody asked for it (N02, GEN-03). */
final class NotifyMonitoringReport implements Service {
  @Override
  public Outcome serve(Turn turn, InboundCall call) {
    List<MonitorReading> readings = readings(call.payload());
    if (!readings.isEmpty()) {
      turn.record(
          new MonitorsReported(
              call.action().name(), Read.integer(call.payload(), "requestId"), readings));
    }
    turn.reply(call, JsonView.EMPTY);
    return Outcome.ANSWERED;
  }

  private static List<MonitorReading> readings(JsonView report) {
    List<MonitorReading> readings = new ArrayList<>();
    for (JsonView data : report.objects("monitor")) {
      for (JsonView monitor : data.objects("variableMonitoring")) {
        readings.add(
            new MonitorReading(
                (int) monitor.number("id").orElseThrow(),
                data.string("component", "name").orElse(""),
                data.string("component", "instance").orElse(null),
                Read.integer(data, "component", "evse", "id"),
                Read.integer(data, "component", "evse", "connectorId"),
                data.string("variable", "name").orElse(""),
                data.string("variable", "instance").orElse(null),
                monitor.string("type").orElse(""),
                monitor.decimal("value").orElse(BigDecimal.ZERO),
                (int) monitor.number("severity").orElse(0),
                monitor.bool("transaction").orElse(false),
                monitor.string("eventNotificationType").orElse(null)));
      }
    }
    return readings;
  }
}
