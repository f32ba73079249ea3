// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  private final FakeCsms csms = new FakeCsms();

  @AfterEach
  void end() {
    csms.close();
  }

  @Test
  void twoHundredStationsComeBackWithoutABootWhenAllConnectionsAreLost() {
    SimulateOptions options = SimulateOptions.of(csms.url(), 200, Profile.STORM);
    try (Fleet fleet = Fleet.start(options.withConnectRate(2_000).withStrict(true))) {
      await().until(() -> fleet.statistics().inService() == 200);
      assertEquals(200, csms.connected.size());

      fleet.loseAllConnections();
      await().until(() -> fleet.statistics().lostConnections() == 200);
      await().until(() -> fleet.statistics().inService() == 200);

      assertEquals(400, fleet.statistics().connects());
      assertEquals(200, fleet.statistics().boots());
      assertEquals(0, fleet.statistics().violations());
      assertEquals(0, fleet.statistics().refused());
    }
    await().until(() -> csms.connected.isEmpty());
    assertTrue(csms.malformed.isEmpty(), csms.malformed::toString);
  }

  @Test
  void aDemoFleetChargesAndLosesNoTransactionMessage() {
    SimulateOptions options = SimulateOptions.of(csms.url(), 40, Profile.DEMO);
    try (Fleet fleet = Fleet.start(options.withConnectRate(2_000))) {
      await().until(() -> fleet.statistics().sessions() >= 3);
      assertEquals(0, fleet.statistics().violations());
      assertEquals(0, fleet.statistics().dropped());
    }
    assertTrue(csms.malformed.isEmpty(), csms.malformed::toString);
    assertTrue(csms.seen.stream().anyMatch(seen -> seen.action().equals("Authorize")));
  }

  @Test
  void aSteadyFleetKeepsItsRateAndReports(@TempDir Path folder) throws Exception {
    SimulateOptions options =
        SimulateOptions.of(csms.url(), 20, Profile.STEADY)
            .withConnectRate(2_000)
            .withRate(400)
            .withReport(folder)
            .withDuration(Duration.ofSeconds(2));
    StringWriter progress = new StringWriter();
    SimulationReport report = new Simulation().run(options, new PrintWriter(progress));

    assertTrue(report.json().number("latencyMicrosByAction", "Heartbeat", "count").orElse(0) > 0);
    assertEquals(0, report.json().number("counters", "violations").orElse(-1));
    assertTrue(progress.toString().contains("connected"));
    assertEquals(report.text(), Files.readString(folder.resolve("report.txt")));
    assertTrue(Files.exists(folder.resolve("report.json")));
  }
}
