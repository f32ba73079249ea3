// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's configuration forgives a model of stations, over the wire and a kill. */
class QuirksSystemTest {
  private static final String BOOT =
      "{\"chargePointVendor\":\"Voltwerk\",\"chargePointModel\":\"%s\",\"firmwareVersion\":\"3.1\"}";
  private static final String STATUS =
      "{\"connectorId\":1,\"errorCode\":\"noerror\",\"status\":\"charging\","
          + "\"timestamp\":\"2026-03-01T09:00:00\"}";

  @TempDir Path home;

  @Test
  void aModelIsForgivenWhatItsRuleSaysAlsoAfterAKillWithoutABoot() throws IOException {
    Path config =
        Files.writeString(
            home.resolve("stationkeeper.yaml"),
            """
            stations:
              quirks:
                duo:
                  vendor: voltwerk
                  model: Duo*
                  firmware: 3.*
                  tolerate: [lower-case-enums, timestamps-without-zone]
              switched-off: [DataTransfer]
            """);
    try (ServerProcess server =
        ServerProcess.start(home, Map.of(), "--config", config.toString())) {
      try (RawStation other = new RawStation(server.ocpp("OTHER"), "ocpp1.6")) {
        other.call("BootNotification", BOOT.formatted("Solo"));
        JsonNode refused = RawStation.await(other.callAsync("StatusNotification", STATUS));
        assertEquals(4, refused.get(0).asInt());
        assertEquals("PropertyConstraintViolation", refused.get(2).asText());
        JsonNode off = RawStation.await(other.callAsync("DataTransfer", "{\"vendorId\":\"x\"}"));
        assertEquals("NotSupported", off.get(2).asText());
      }
      try (RawStation station = new RawStation(server.ocpp("DUO"), "ocpp1.6")) {
        station.call("BootNotification", BOOT.formatted("Duo 22"));
        station.call("StatusNotification", STATUS);
        server.kill();
      }
      server.restart();
      try (RawStation station = new RawStation(server.ocpp("DUO"), "ocpp1.6")) {
        station.call("StatusNotification", STATUS.replace("charging", "FINISHING"));
      }
      JsonNode state = server.api().get("/stations/DUO/state");
      assertEquals(3, state.get("forgives").size(), state::toString);
      Map<String, Long> used =
          StreamSupport.stream(state.at("/state/quirks/used").spliterator(), false)
              .collect(
                  java.util.stream.Collectors.toMap(
                      use -> use.get("quirk").asText(), use -> use.get("times").asLong()));
      assertEquals(Map.of("lower-case-enums", 4L, "timestamps-without-zone", 2L), used);
      assertTrue(
          state.at("/state/connectors").toString().contains("\"Finishing\""), state::toString);
      assertEquals(
          1, server.api().get("/stations/OTHER/state").get("forgives").size(), "the default only");
    }
  }
}
