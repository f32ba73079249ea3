// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who logged in, tried to, logged out, and who did what: on record, from where. */
class AuditTrailTest {
  @TempDir Path folder;
  private ServerFixture fixture;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    fixture = new ServerFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
    http.close();
  }

  private HttpResponse<String> login(String user, String password) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(fixture.server.httpUrl() + "/api/v1/session"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSessionsLoginItsFailureAndItsEndAreOnRecord() throws Exception {
    assertEquals(401, login("admin", "wrong").statusCode());
    assertEquals(401, login("my-password-in-the-wrong-field", "x").statusCode());
    HttpResponse<String> opened = login("admin", ServerFixture.PASSWORD);
    String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    String csrf = ServerFixture.json(opened.body()).path("csrf").asText();
    http.send(
        HttpRequest.newBuilder(URI.create(fixture.server.httpUrl() + "/api/v1/session"))
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .DELETE()
            .build(),
        HttpResponse.BodyHandlers.ofString());

    List<String> seen = seen("Logout");
    assertTrue(seen.contains("Login admin succeeded 127.0.0.1"), seen.toString());
    assertTrue(seen.contains("Login admin failed 127.0.0.1"), seen.toString());
    assertTrue(seen.contains("Login (unknown) failed 127.0.0.1"), seen.toString());
    assertTrue(seen.contains("Logout admin  127.0.0.1"), seen.toString());
    String events = fixture.ask("admin", "GET", "/api/v1/events?limit=1000", null).body();
    assertTrue(!events.contains("my-password-in-the-wrong-field"), "a typed name is kept");
  }

  @Test
  void everyChangeIsOnRecordWithItsOutcomeAndWithoutWhatIsInItsPath() {
    fixture.station("CP1");
    fixture.ask("admin", "POST", "/api/v1/tokens", "{\"idToken\":\"TAG-77\"}");
    fixture.ask("admin", "DELETE", "/api/v1/tokens/TAG-77", null);
    fixture.ask("admin", "POST", "/api/v1/stations/CP1/commands", "{\"action\":\"Nonsense\"}");
    fixture.ask("admin", "PATCH", "/api/v1/stations/CP1", "{\"label\":\"yard\"}");

    List<String> seen = seen("PATCH /api/v1/stations/{id}");
    assertTrue(seen.contains("POST /api/v1/tokens  201 127.0.0.1"), seen.toString());
    assertTrue(
        seen.stream().anyMatch(line -> line.matches("DELETE /api/v1/tokens/\\{.*}  204 .*")),
        seen.toString());
    assertTrue(
        seen.contains("POST /api/v1/stations/{id}/commands CP1 422 127.0.0.1"), seen.toString());
    assertTrue(seen.contains("PATCH /api/v1/stations/{id} CP1 200 127.0.0.1"), seen.toString());
    // Who did it is in the list that can be asked for by name.
    JsonNode byAdmin = fixture.get("/api/v1/audit?by=admin&limit=1000").path("items");
    assertTrue(byAdmin.toString().contains("PATCH /api/v1/stations/{id}"), byAdmin.toString());
  }

  @Test
  void whatWasRefusedIsOnRecordWithWhoAskedForWhatFromWhere() {
    fixture.station("CP1");
    fixture.addUser("vera", "viewer");
    assertEquals(403, fixture.ask("vera", "GET", "/api/v1/users", null).statusCode());
    String command = "{\"action\":\"Reset\",\"payload\":{\"type\":\"Hard\"}}";
    assertEquals(
        403, fixture.ask("vera", "POST", "/api/v1/stations/CP1/commands", command).statusCode());

    List<String> seen = seen("POST /api/v1/stations/{id}/commands CP1 403");
    assertTrue(seen.contains("GET /api/v1/users  403 127.0.0.1"), seen.toString());
    JsonNode byVera = fixture.get("/api/v1/audit?by=vera&limit=1000").path("items");
    assertTrue(byVera.toString().contains("GET /api/v1/users"), byVera.toString());
    assertTrue(byVera.toString().contains("/commands"), byVera.toString());
  }

  @Test
  void loginsThatAreThrottledAreOnRecord() throws Exception {
    fixture.get("/api/v1/me"); // who was let in before is not slowed down
    int attempts = 0;
    while (login("admin", "guess-" + attempts).statusCode() == 401) {
      attempts++;
      assertTrue(attempts < 100, "guessing is never slowed down");
    }

    List<String> seen = seen("POST /api/v1/session  429");
    assertTrue(seen.contains("POST /api/v1/session  429 127.0.0.1"), seen.toString());
    assertEquals(
        attempts, seen.stream().filter(line -> line.startsWith("Login admin failed")).count());
  }

  /** The audit when it has {@code last}: what, subject, outcome, address. */
  private List<String> seen(String last) {
    List<String> lines = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              lines.clear();
              for (JsonNode item : fixture.get("/api/v1/audit?limit=1000").path("items")) {
                lines.add(
                    "%s %s %s %s"
                        .formatted(
                            item.path("what").asText(),
                            item.path("subject").asText("").replace("null", ""),
                            item.path("outcome").asText("").replace("null", ""),
                            item.path("address").asText("")));
              }
              return lines.stream().anyMatch(line -> line.startsWith(last));
            });
    return lines;
  }
}
