// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BootTest {
  static final List<OcppVersion> VERSIONS = OcppVersion.all();

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void bootsFirstAndReportsEveryConnectorOnceAccepted(OcppVersion version) {
    Bench bench = Bench.of(version);
    bench.station.connect();
    bench.open();
    assertEquals(List.of("BootNotification"), bench.actions());

    bench.accept("BootNotification", "Accepted", 60);

    int connectors = version.equals(OcppVersion.V1_6) ? 3 : 2;
    for (int i = 0; i < connectors; i++) {
      Frame.Call status = bench.nextCall();
      assertEquals("StatusNotification", status.action().name());
      bench.answer(status, bench.kindly(status));
    }
    assertTrue(bench.sent.isEmpty());
    bench.timing.pass(Duration.ofSeconds(60));
    assertEquals(List.of("Heartbeat"), bench.actions());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void repeatsTheBootAfterTheIntervalWhilePendingOrRejected(OcppVersion version) {
    for (String status : List.of("Pending", "Rejected")) {
      Bench bench = Bench.of(version);
      bench.station.connect();
      bench.open();
      bench.accept("BootNotification", status, 40);
      bench.timing.pass(Duration.ofSeconds(39));
      assertTrue(bench.sent.isEmpty());
      bench.timing.pass(Duration.ofSeconds(1));
      assertEquals(List.of("BootNotification"), bench.actions());
    }
  }

  @Test
  void repeatsABootThatWasNotAnswered() {
    Bench bench = Bench.of(OcppVersion.V2_0_1);
    bench.station.connect();
    bench.open();
    bench.nextCall();
    bench.timing.pass(Duration.ofSeconds(30 + 10));
    assertEquals(List.of("BootNotification"), bench.actions());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void comesBackWithoutABootAndReportsOnlyWhatChanged(OcppVersion version) {
    Bench bench = Bench.of(version).inService();
    bench.lose();
    bench.station.connectors().plugIn(1);
    assertEquals(1, bench.connects);
    bench.timing.pass(Duration.ofSeconds(2));
    assertEquals(2, bench.connects);
    bench.open();
    assertEquals(List.of("StatusNotification"), bench.actions());
  }

  @Test
  void waitsLongerAfterEachRefusedConnection() {
    Bench bench = Bench.of(OcppVersion.V2_1);
    bench.station.connect();
    for (int i = 0; i < 20; i++) {
      bench.station.closed(new Closed(503, "busy"));
      bench.timing.pass(Duration.ofSeconds(60));
    }
    int patient = bench.connects;
    bench.station.closed(new Closed(503, "busy"));
    bench.timing.pass(Duration.ofSeconds(29));
    assertEquals(patient, bench.connects);
  }

  @Test
  void aCsmsCommandBeforeTheBootIsAViolation() {
    Bench bench = Bench.of(OcppVersion.V2_0_1);
    bench.station.connect();
    bench.open();
    assertTrue(bench.ask("ClearCache", "{}") instanceof Frame.CallError);
    assertFalse(bench.violations.isEmpty());
  }
}
