// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.AlarmRow;
import dev.stationkeeper.server.view.AlarmsView;
import java.util.List;

/** The alarms. */
final class AlarmsResource implements Resource {
  private final AlarmsView alarms;

  AlarmsResource(AlarmsView alarms) {
    this.alarms = alarms;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ApiServer.PREFIX + "/alarms", "Lists alarms, the latest first")
            .tagged("Alarms")
            .query("open", Param.Kind.FLAG, "Only those that are open, or are not")
            .query("station", Param.Kind.TEXT, "Only this station's")
            .paged()
            .answersPageOf(AlarmRow.class)
            .served(
                x ->
                    Reply.ok(
                        alarms.list(x.flag("open"), x.query("station"), x.cursor(), x.limit()))));
  }
}
