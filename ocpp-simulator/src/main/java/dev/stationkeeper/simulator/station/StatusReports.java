// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Tells the CSMS the status of connectors, and in 1.6 of the whole station: when it has changed and
 * the station is in service. On the station's thread only.
 */
final class StatusReports {
  private final Station station;
  private final Connector[] connectors;
  private boolean stationOperative = true;
  private @Nullable String reportedStation;

  StatusReports(Station station, Connector[] connectors) {
    this.station = station;
    this.connectors = connectors;
  }

  /** The whole station may be used, or may not. */
  void stationOperative(boolean operative) {
    stationOperative = operative;
    reportStation();
  }

  /** Reports every connector, or those whose status the CSMS does not know. */
  void reportAll(boolean every) {
    if (every) {
      reportedStation = null;
    }
    reportStation();
    for (Connector connector : connectors) {
      if (every) {
        connector.reportedStatus = null;
      }
      report(connector);
    }
  }

  void report(Connector connector) {
    String status = station.dialect().status(connector);
    if (!station.isInService() || status.equals(connector.reportedStatus)) {
      return;
    }
    connector.reportedStatus = status;
    send(connector, Kind.PLAIN);
  }

  void send(Connector connector, Kind kind) {
    var payload = station.dialect().statusNotification(connector, station.timing().now());
    station
        .outbox()
        .add(
            Action.of("StatusNotification"),
            kind,
            () -> payload,
            outcome -> {
              if (!outcome.isResult()) {
                connector.reportedStatus = null;
              }
            },
            station.timing().nanoTime());
  }

  private void reportStation() {
    String status = stationOperative ? "Available" : "Unavailable";
    if (!station.dialect().reportsStation()
        || !station.isInService()
        || status.equals(reportedStation)) {
      return;
    }
    reportedStation = status;
    Connector whole = new Connector(0);
    whole.operative = stationOperative;
    send(whole, Kind.PLAIN);
  }
}
