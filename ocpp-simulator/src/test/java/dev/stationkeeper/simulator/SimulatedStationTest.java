// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.simulator.net.Endpoint;
import dev.stationkeeper.simulator.net.StationNetwork;
import dev.stationkeeper.simulator.station.StationSettings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SimulatedStationTest {
  static final List<OcppVersion> VERSIONS = OcppVersion.all();

  private final FakeCsms csms = new FakeCsms();
  private final StationNetwork network = StationNetwork.open(1);

  @AfterEach
  void end() {
    network.close();
    csms.close();
  }

  private SimulatedStation station(OcppVersion version) {
    return SimulatedStation.of(
        network, Endpoint.of(csms.url()), "CS 1", version, StationSettings.scripted(), 7);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void chargesTheWholeWay(OcppVersion version) {
    try (SimulatedStation station = station(version)) {
      station.await(station.connect());
      assertEquals("Accepted", status(station.await(station.boot()).payload()));
      station.await(station.plugIn(1));
      assertTrue(station.await(station.authorize("TAG-1")).isResult());
      assertTrue(station.await(station.start(1, "TAG-1")).isResult());
      assertTrue(station.await(station.stop(1)).isResult());
      station.await(station.unplug(1));
      station.await(station.disconnect());
    }
    assertEquals(List.of(), csms.malformed);
    List<String> actions = csms.actions("CS%201");
    assertEquals("BootNotification", actions.getFirst());
    assertTrue(
        actions.containsAll(
            version.equals(OcppVersion.V1_6)
                ? List.of("Authorize", "StartTransaction", "StopTransaction")
                : List.of("Authorize", "TransactionEvent")),
        actions::toString);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void aCutConnectionEndsNothing(OcppVersion version) {
    try (SimulatedStation station = station(version)) {
      station.await(station.connect());
      station.await(station.boot());
      station.await(station.plugIn(1));
      station.await(station.start(1, "TAG-1"));
      station.await(station.cut());
      var stopped = station.stop(1);
      station.await(station.connect());
      assertTrue(station.await(stopped).isResult());
    }
    assertEquals(1, csms.actions("CS%201").stream().filter("BootNotification"::equals).count());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void goesThroughAResetAndBootsAgain(OcppVersion version) {
    try (SimulatedStation station = station(version)) {
      station.await(station.connect());
      station.await(station.boot());
      String type = version.equals(OcppVersion.V1_6) ? "Hard" : "Immediate";
      csms.call("CS%201", "Reset", JsonView.object().put("type", type).build());
      Frame.Call reset = station.await(station.nextCall("Reset"));
      assertEquals(type, reset.payload().string("type").orElseThrow());
      await()
          .until(
              () ->
                  csms.actions("CS%201").stream().filter("BootNotification"::equals).count() == 2);
    }
  }

  @Test
  void saysWhyAHandshakeWasRefused() {
    URI elsewhere = URI.create(csms.url().toString().replace("/ocpp", "/nothing"));
    try (SimulatedStation station =
        SimulatedStation.of(
            network,
            Endpoint.of(elsewhere),
            "CS-1",
            OcppVersion.V1_6,
            StationSettings.scripted(),
            7)) {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> station.await(station.connect()));
      NotConnectedException why = assertInstanceOf(NotConnectedException.class, refused.getCause());
      assertEquals(404, why.why().code());
    }
  }

  @Test
  void countsWhatTheCsmsBreaks() {
    try (SimulatedStation station = station(OcppVersion.V2_0_1)) {
      station.await(station.connect());
      station.await(station.boot());
      csms.raw("CS%201", "[3,\"nobody\",{}]");
      csms.raw("CS%201", "{");
      await().until(() -> station.violations().size() >= 2);
    }
  }

  private static String status(JsonView payload) {
    return payload.string("status").orElse("");
  }
}
