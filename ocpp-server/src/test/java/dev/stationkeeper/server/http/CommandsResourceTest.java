// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.CommandStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands over the API: as given, answered verbatim, refused before they are queued. */
class CommandsResourceTest extends OperationsFixture {
  @Test
  void aCommandGoesOutAsGivenAndItsAnswerComesBackVerbatim() {
    stations.connect("CP-1", OcppVersion.V1_6);
    JsonView response = JsonView.parse("{\"status\":\"Accepted\",\"b\":1.50,\"a\":2}");
    stations.answer.complete(new LiveStations.Standing("c1", CommandStatus.ACCEPTED, response));

    TestApi.Answer answer =
        api.send(
            "otto",
            "POST",
            "/api/v1/stations/CP-1/commands",
            """
            {"action":"DataTransfer","waitSeconds":5,
             "payload":{"messageId":"z","vendorId":"a","data":"1"}}
            """);

    assertEquals(200, answer.status(), answer.response().body());
    assertEquals("accepted", answer.json().path("status").asText());
    assertTrue(answer.response().body().contains(response.text()), answer.response().body());
    assertEquals(
        List.of("messageId", "vendorId", "data"), stations.submitted.getFirst().payload().names());
    assertEquals("otto", stations.submitted.getFirst().by());
  }

  @Test
  void aCommandThatIsNotWaitedForIsQueuedCanBeReadAndDropped() {
    stations.connect("CP-1", OcppVersion.V1_6);

    TestApi.Answer queued =
        api.send(
            "otto",
            "POST",
            "/api/v1/stations/CP-1/commands",
            "{\"action\":\"ClearCache\",\"ttlSeconds\":60}");
    JsonNode command = get("/api/v1/stations/CP-1/commands/c1");
    int dropped = api.ask("otto", "DELETE", "/api/v1/stations/CP-1/commands/c1").status();

    assertEquals(202, queued.status());
    assertEquals("queued", queued.json().path("status").asText());
    assertTrue(queued.json().path("response").isNull());
    assertEquals("ClearCache", command.path("action").asText());
    assertEquals("2026-11-22T12:01:00Z", command.path("expiresAt").asText());
    assertEquals(204, dropped);
    assertEquals(List.of("c1"), stations.cancelled);
    assertEquals(404, api.ask("otto", "GET", "/api/v1/stations/CP-1/commands/c9").status());
    assertEquals(1, get("/api/v1/stations/CP-1/commands?status=queued").path("items").size());
  }

  @Test
  void theSenderSaysHowMuchACommandPressesWithinBounds() {
    stations.connect("CP-1", OcppVersion.V1_6);
    String path = "/api/v1/stations/CP-1/commands";

    api.send("otto", "POST", path, "{\"action\":\"ClearCache\",\"priority\":7}");
    TestApi.Answer beyond =
        api.send("otto", "POST", path, "{\"action\":\"ClearCache\",\"priority\":101}");

    assertEquals(7, stations.submitted.getFirst().priority());
    assertEquals(422, beyond.status());
    assertEquals(1, stations.submitted.size());
  }

  @Test
  void aCommandThatTheVersionDoesNotKnowIsRefusedBeforeItIsQueued() {
    stations.connect("CP-1", OcppVersion.V1_6);

    String path = "/api/v1/stations/CP-1/commands";
    TestApi.Answer misspelt = api.send("otto", "POST", path, "{\"action\":\"clearCache\"}");
    TestApi.Answer wrongWay = api.send("otto", "POST", path, "{\"action\":\"Heartbeat\"}");
    TestApi.Answer wrongPayload =
        api.send("otto", "POST", path, "{\"action\":\"Reset\",\"payload\":{\"type\":\"Warm\"}}");
    TestApi.Answer stranger =
        api.send("otto", "POST", "/api/v1/stations/none/commands", "{\"action\":\"ClearCache\"}");

    assertEquals(422, misspelt.status());
    assertTrue(misspelt.detail().contains("did you mean ClearCache?"), misspelt.detail());
    assertEquals(422, wrongWay.status());
    assertEquals(422, wrongPayload.status());
    assertTrue(wrongPayload.detail().contains("type"), wrongPayload.detail());
    assertEquals(404, stranger.status());
    assertEquals(403, api.send("vera", "POST", path, "{\"action\":\"ClearCache\"}").status());
    assertTrue(stations.submitted.isEmpty());
  }
}
