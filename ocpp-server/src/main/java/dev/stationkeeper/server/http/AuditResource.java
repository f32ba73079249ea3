// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.view.AuditRow;
import dev.stationkeeper.server.view.AuditView;
import java.util.List;

/** Who did what. */
final class AuditResource implements Resource {
  private final AuditView audit;

  AuditResource(AuditView audit) {
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ApiServer.PREFIX + "/audit", "Lists who did what, the latest first")
            .tagged("Audit")
            .needs(Role.ADMIN)
            .query("by", Param.Kind.TEXT, "Only what this user or handler did")
            .query(
                "people", Param.Kind.FLAG, "Only logins and requests to the API, or only the rest")
            .query("from", Param.Kind.INSTANT, "Then or later")
            .query("to", Param.Kind.INSTANT, "Before")
            .paged()
            .answersPageOf(AuditRow.class)
            .served(
                x ->
                    Reply.ok(
                        audit.list(
                            x.query("by"),
                            x.flag("people"),
                            x.instant("from"),
                            x.instant("to"),
                            x.cursor(),
                            x.limit()))));
  }
}
