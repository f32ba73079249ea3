// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.AlarmRow;
import dev.stationkeeper.server.view.AlarmsView;
import java.util.List;

/** The alarms. */
final class AlarmsResource implements Resource {
  private final AlarmsView alarms;
  private final Registry registry;

  AlarmsResource(AlarmsView alarms, Registry registry) {
    this.alarms = alarms;
    this.registry = registry;
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
                        alarms.list(x.flag("open"), x.query("station"), x.cursor(), x.limit()))),
        Route.of(
                Verb.POST,
                ApiServer.PREFIX + "/alarms/{id}/acknowledge",
                "Notes that somebody has seen an alarm")
            .tagged("Alarms")
            .path("id", "The alarm's id")
            .answers(200, AlarmRow.class)
            .served(this::acknowledge));
  }

  private Reply acknowledge(Exchange x) {
    AlarmRow alarm = require(x);
    if (alarm.acknowledgedAt() == null) {
      registry.acknowledgeAlarm(alarm.id(), x.principal().name());
    }
    return Reply.ok(require(x));
  }

  private AlarmRow require(Exchange x) {
    return alarms
        .find(x.path("id"))
        .orElseThrow(() -> ApiException.notFound("There is no alarm " + x.path("id") + "."));
  }
}
