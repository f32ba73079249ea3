// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.node.StationClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server that knows who signs firmware: what it says to operators. */
class FirmwareRefusalTest {
  private static final String SIGNED =
      "{\"action\":\"SignedUpdateFirmware\",\"payload\":{\"requestId\":1,\"firmware\":{"
          + "\"location\":\"https://files.example/i.bin\","
          + "\"retrieveDateTime\":\"2026-11-22T12:00:00Z\","
          + "\"signingCertificate\":\"none\",\"signature\":\"AAAA\"}}}";

  @TempDir Path folder;

  @Test
  @Tag("A00.FR.707")
  @Tag("1.6:A00.FR.704")
  @Tag("1.6:A00.FR.706")
  void anUpdateThatIsNotGoodIsAProblemAndNoStationHearsOfIt() {
    String authority = new TestAuthority(folder).rootFile().toString();
    try (ServerFixture fixture =
        new ServerFixture(folder, Map.of("STATIONKEEPER_FIRMWARE_AUTHORITY", authority))) {
      StationClient station = fixture.station("CP-1");
      assertRefused(fixture.ask("admin", "POST", "/api/v1/stations/CP-1/commands", SIGNED));
      // One that has never been here, whose version nobody knows.
      fixture.ask("admin", "POST", "/api/v1/stations", "{\"id\":\"CP-2\"}");
      assertRefused(fixture.ask("admin", "POST", "/api/v1/stations/CP-2/commands", SIGNED));
      String task = SIGNED.replaceFirst("\\{", "{\"stations\":[\"CP-1\",\"CP-2\"],");
      assertRefused(fixture.ask("admin", "POST", "/api/v1/tasks", task));

      JsonNode commands = fixture.get("/api/v1/stations/CP-1/commands");
      assertEquals(0, commands.path("items").size(), commands::toString);
      // It is there still, and was told nothing.
      station.result("Heartbeat", "{}");
      String metrics = fixture.ask("admin", "GET", "/metrics", null).body();
      assertTrue(metrics.contains("{what=\"firmware_refused\"} 4.0"), metrics);
    }
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertEquals(422, answer.statusCode(), answer.body());
    String detail = ServerFixture.json(answer.body()).path("detail").asText();
    assertTrue(detail.startsWith("The signing certificate "), detail);
  }
}
