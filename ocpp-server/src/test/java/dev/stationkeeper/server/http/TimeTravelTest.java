// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.node.DataCheck;
import dev.stationkeeper.station.event.StationEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeTravelTest {
  @TempDir Path folder;

  private TestStations stations;
  private TestApi api;

  @BeforeEach
  void start() {
    stations = new TestStations(folder);
    api =
        new TestApi(
            ApiResources.none()
                .operations(stations.sources())
                .log(() -> new DataCheck(stations.log(), folder).run(), () -> TestStations.NOON));
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.happened(
        "CP-1",
        new StationEvent.BootNotified("Acme", "Fast", "S1", "1.0", null, null, null),
        new StationEvent.RegistrationDecided("Pending", 300),
        new StationEvent.RegistrationDecided("Accepted", 60));
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

  private JsonNode get(String path) {
    TestApi.Answer answer = api.ask("vera", "GET", path);
    assertEquals(200, answer.status(), answer.response().body());
    return answer.json();
  }

  @Test
  void theDifferenceBetweenTwoPointsIsListedWithTheEventsThatLedThere() {
    JsonNode changes = get("/api/v1/stations/CP-1/state/changes?fromSeq=3&toSeq=4");

    List<String> paths = new ArrayList<>();
    changes.path("changes").forEach(change -> paths.add(change.path("path").asText()));
    assertTrue(paths.contains("/registration/status"), paths.toString());
    assertTrue(paths.contains("/seq"), paths.toString());
    assertFalse(paths.contains("/device"), paths.toString());
    assertEquals(1, changes.path("events").size());
    assertEquals("RegistrationDecided", changes.at("/events/0/type").asText());
    assertFalse(changes.path("more").asBoolean());
  }

  @Test
  void fromTheBeginningToNowIsWhatIsAskedForWhenNothingIsSaid() {
    JsonNode changes = get("/api/v1/stations/CP-1/state/changes?limit=2");

    assertEquals(0, changes.path("fromSeq").asLong());
    assertEquals(4, changes.path("toSeq").asLong());
    assertEquals(2, changes.path("events").size());
    assertTrue(changes.path("more").asBoolean());
    assertEquals(
        400,
        api.ask("vera", "GET", "/api/v1/stations/CP-1/state/changes?fromSeq=3&toSeq=1").status());
  }

  @Test
  void aReadModelIsMadeAgainWhileTheServerRunsAndItsProgressIsShown() {
    assertEquals(403, api.ask("otto", "POST", "/api/v1/read-models/stations/rebuild").status());
    assertEquals(404, api.ask("ann", "POST", "/api/v1/read-models/none/rebuild").status());
    assertEquals(202, api.ask("ann", "POST", "/api/v1/read-models/stations/rebuild").status());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (JsonNode model : get("/api/v1/read-models").path("items")) {
                if (model.path("lag").asLong() > 0) {
                  return false;
                }
              }
              return get("/api/v1/read-models").path("items").size() >= 11;
            });
    assertEquals("Acme", get("/api/v1/stations/CP-1").path("vendor").asText());
  }

  @Test
  void theLogIsVerifiedWhileTheServerRuns() {
    assertEquals("never", get("/api/v1/log/verification").path("status").asText());
    assertEquals(202, api.ask("ann", "POST", "/api/v1/log/verification").status());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !get("/api/v1/log/verification").path("status").asText().equals("running"));
    JsonNode done = get("/api/v1/log/verification");
    assertEquals("clean", done.path("status").asText(), done.toString());
    assertEquals(4, done.path("events").asLong());
  }

  @Test
  void theAuditSaysWhoDidWhat() {
    assertEquals(201, api.send("otto", "POST", "/api/v1/tokens", "{\"idToken\":\"T-1\"}").status());
    assertEquals(403, api.ask("otto", "GET", "/api/v1/audit").status());
    JsonNode done = api.ask("ann", "GET", "/api/v1/audit?by=otto").json().at("/items/0");
    assertEquals("TokenPut", done.path("what").asText(), done.toString());
    assertEquals("T-1", done.path("subject").asText());
  }
}
