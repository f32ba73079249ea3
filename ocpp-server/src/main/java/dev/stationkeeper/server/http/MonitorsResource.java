// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.MonitorRow;
import dev.stationkeeper.server.view.MonitorsView;
import java.util.List;

/** The monitors of the variables of a station. */
final class MonitorsResource implements Resource {
  private final KnownStations stations;
  private final MonitorsView monitors;

  MonitorsResource(KnownStations stations, MonitorsView monitors) {
    this.stations = stations;
    this.monitors = monitors;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(
                Verb.GET,
                ApiServer.PREFIX + "/stations/{id}/monitors",
                "Lists the monitors of a station's variables, by their numbers")
            .tagged("Stations")
            .path("id", "The station's id")
            .paged()
            .answersPageOf(MonitorRow.class)
            .served(
                x -> Reply.ok(monitors.list(stations.require(x).value(), x.cursor(), x.limit()))));
  }
}
