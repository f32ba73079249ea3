// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.List;

/** Says whether the process lives and whether it can do its work, with the reason in words. */
final class HealthResource implements Resource {
  private final List<ReadyCheck> checks;

  HealthResource(List<ReadyCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * @param status {@code ok} or {@code failing}
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
        Route.of(Verb.GET, "/health/live", "Says that the process lives")
            .tagged("Health")
            .needs(null)
            .answers(200, Health.class)
            .served(exchange -> Reply.ok(new Health("ok", List.of()))),
        Route.of(Verb.GET, "/health/ready", "Says whether the server can do its work; 503 when not")
            .tagged("Health")
            .needs(null)
            .answers(200, Health.class)
            .served(exchange -> ready()));
  }

  private Reply ready() {
    List<Part> parts =
        checks.stream()
            .map(
                check ->
                    check
                        .problem()
                        .get()
                        .map(reason -> new Part(check.name(), !check.needed(), reason))
                        .orElseGet(() -> new Part(check.name(), true, "")))
            .toList();
    boolean ok = parts.stream().allMatch(Part::ok);
    return new Reply(ok ? 200 : 503, new Health(ok ? "ok" : "failing", parts));
  }
}
