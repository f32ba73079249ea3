// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.ArrayList;
import java.util.List;

/** Says whether the process lives and whether it can do its work, with the reason in words. */
final class HealthResource implements Resource {
  private final List<ReadyCheck> living;
  private final List<ReadyCheck> ready;

  HealthResource(List<ReadyCheck> living, List<ReadyCheck> ready) {
    this.living = List.copyOf(living);
    this.ready = List.copyOf(ready);
  }

  /**
   * @param status {@code ok}; {@code degraded} when it works without something; {@code failing}
   */
  record Health(String status, List<Part> checks) {}

  /**
   * @param reason a sentence when {@code ok} is false, or when an operator should look at something
   *     all the same; else empty
   */
  record Part(String name, boolean ok, String reason) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(
                Verb.GET,
                "/health/live",
                "Says whether the process can go on; 503 when only a restart helps")
            .tagged("Health")
            .needs(null)
            .answers(200, Health.class)
            .served(exchange -> health(living)),
        Route.of(Verb.GET, "/health/ready", "Says whether the server can do its work; 503 when not")
            .tagged("Health")
            .needs(null)
            .answers(200, Health.class)
            .served(exchange -> health(ready)));
  }

  private static Reply health(List<ReadyCheck> checks) {
    boolean fails = false;
    boolean lacks = false;
    List<Part> parts = new ArrayList<>();
    for (ReadyCheck check : checks) {
      Part part =
          check
              .problem()
              .get()
              .map(reason -> new Part(check.name(), false, reason))
              .orElseGet(() -> new Part(check.name(), true, ""));
      fails |= !part.ok() && check.needed();
      lacks |= !part.ok();
      parts.add(part);
    }
    String status = fails ? "failing" : lacks ? "degraded" : "ok";
    return new Reply(fails ? 503 : 200, new Health(status, parts));
  }
}
