// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.metrics.Metrics;
import java.util.List;
import java.util.function.Supplier;

/** The figures for Prometheus, which shows an API token or is let in without. */
final class MetricsResource implements Resource {
  private final Supplier<String> scrape;
  private final boolean open;

  MetricsResource(Supplier<String> scrape, boolean open) {
    this.scrape = scrape;
    this.open = open;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, "/metrics", "Gives the server's figures in Prometheus' text format")
            .tagged("Health")
            .needs(open ? null : Role.VIEWER)
            .answers(200, String.class)
            .downloaded(Metrics.MEDIA_TYPE, (exchange, out) -> out.write(scrape.get())));
  }
}
