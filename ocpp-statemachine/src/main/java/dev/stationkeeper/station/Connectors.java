// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connectors a station has told of, in the order in which they first appeared. */
public record Connectors(List<ConnectorStatus> all) {
  /** More connectors than this are not remembered; their reports stay in the log. */
  public static final int LIMIT = 256;

  static final Connectors NONE = new Connectors(List.of());

  public Connectors {
    all = List.copyOf(all);
  }

  /** What is known of one connector. */
  public Optional<ConnectorStatus> find(ConnectorId id) {
    return all.stream().filter(known -> known.id().equals(id)).findFirst();
  }

  /** An older status that comes late does not replace a newer one (T16-21). */
  Connectors after(ConnectorStatusReported report, Instant arrival) {
    ConnectorId id = new ConnectorId(report.evse(), report.connector());
    // A station whose clock runs ahead must not block its own later reports.
    Instant at = report.at().isAfter(arrival) ? arrival : report.at();
    ConnectorStatus status =
        new ConnectorStatus(id, report.status(), report.errorCode(), at, false);
    List<ConnectorStatus> next = new ArrayList<>(all);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).id().equals(id)) {
        if (next.get(i).isNewerThan(at)) {
          return this;
        }
        next.set(i, status);
        return new Connectors(next);
      }
    }
    if (next.size() == LIMIT) {
      return this;
    }
    next.add(status);
    return new Connectors(next);
  }

  Connectors afterReboot() {
    return new Connectors(all.stream().map(ConnectorStatus::afterReboot).toList());
  }
}
