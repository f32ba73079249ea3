// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plot in the handler's README is what the simulation makes. */
class SitePlotTest {
  private static final long SEED = 20261125;
  private static final int LIMIT = 630;
  private static final Path COMMITTED = Path.of("site-power", "site-power.svg");

  @Test
  void thePlotInTheReadmeIsThatOfTheSimulation() throws IOException {
    SiteDay day = new SiteDay(SEED, LIMIT);
    List<List<SiteDay.Point>> points = day.run();
    int most = 0;
    boolean charged = false;
    boolean away = false;
    for (List<SiteDay.Point> point : points) {
      int sum = point.stream().mapToInt(SiteDay.Point::mayDraw).sum();
      assertTrue(sum <= day.limit(), () -> sum + " of " + day.limit() + " at " + point);
      most = Math.max(most, sum);
      charged |= point.stream().filter(p -> p.draws() > 0).count() > 3;
      away |= point.stream().anyMatch(p -> !p.online() && p.mayDraw() > 0);
    }
    assertTrue(most > LIMIT - 10 && charged && away, "a day that shows what there is to show");
    String svg = SitePlot.of(points, day.limit());
    Path made = Files.createDirectories(Path.of("target")).resolve("site-power.svg");
    Files.writeString(made, svg);
    assertEquals(
        Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "",
        svg,
        "the plot is not current: copy sample-handlers/target/site-power.svg over"
            + " sample-handlers/site-power/site-power.svg");
  }
}
