// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.event.StationEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command to many stations. */
class TasksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private TestStations stations;
  private TestApi api;

  @BeforeEach
  void start() {
    stations = new TestStations(folder);
    open();
  }

  private void open() {
    ApiSources sources = stations.sources();
    api = new TestApi(ApiResources.none().operations(sources).tasks(sources));
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

  @Test
  void everyStationGetsTheCommandOnceAndItsResultIsKept() {
    stations.connect("A", OcppVersion.V1_6);
    stations.connect("B", OcppVersion.V1_6);

    JsonNode task =
        start(
            "{\"action\":\"Reset\",\"payload\":{\"type\":\"Soft\"},\"stations\":[\"A\",\"B\",\"A\"]}");

    assertEquals(2, task.path("stations").asInt());
    await().atMost(PATIENCE).until(() -> submitted().size() == 2);
    assertEquals(List.of(id(task) + "-0", id(task) + "-1"), submitted());
    stations.happened(
        "A",
        new StationEvent.CommandSent(id(task) + "-0", "m1"),
        new StationEvent.CommandEnded(
            id(task) + "-0", "ACCEPTED", JsonView.parse("{\"status\":\"Accepted\"}")));
    JsonNode now = api.ask("vera", "GET", "/api/v1/tasks/" + id(task)).json();
    assertEquals(1, now.at("/counts/accepted").asInt(), now.toString());
    assertEquals(1, now.at("/counts/queued").asInt(), now.toString());
    JsonNode results =
        api.ask("vera", "GET", "/api/v1/tasks/" + id(task) + "/stations?status=accepted").json();
    assertEquals("A", results.at("/items/0/station").asText());
    assertEquals("Accepted", results.at("/items/0/response/status").asText());
  }

  @Test
  void aStationWhoseVersionHasNoSuchActionIsRefusedAndTheOthersGetIt() {
    stations.connect("OLD", OcppVersion.V1_6);
    stations.connect("NEW", OcppVersion.V2_0_1);

    JsonNode task =
        start(
            "{\"action\":\"GetBaseReport\",\"payload\":{\"requestId\":1,\"reportBase\":\"FullInventory\"},\"stations\":[\"OLD\",\"NEW\"]}");

    await().atMost(PATIENCE).until(() -> submitted().equals(List.of(id(task) + "-1")));
    JsonNode refused =
        api.ask("vera", "GET", "/api/v1/tasks/" + id(task) + "/stations?status=refused").json();
    assertEquals("OLD", refused.at("/items/0/station").asText());
    assertTrue(
        refused.at("/items/0/refusal").asText().contains("OCPP 1.6 has no action GetBaseReport"));
  }

  @Test
  void aTaskThatFitsNoStationOrNamesAnUnknownOneIsNoTask() {
    stations.connect("A", OcppVersion.V1_6);

    assertEquals(422, post("{\"action\":\"GetBaseReport\",\"stations\":[\"A\"]}").status());
    assertEquals(422, post("{\"action\":\"Reset\",\"stations\":[]}").status());
    assertEquals(
        404,
        post("{\"action\":\"Reset\",\"payload\":{\"type\":\"Soft\"},\"stations\":[\"A\",\"NOBODY\"]}")
            .status());
    assertEquals(0, api.ask("vera", "GET", "/api/v1/tasks").json().path("items").size());
  }

  @Test
  void aRestartGoesOnWithWhatWasNotQueuedAndRepeatsNothing() {
    stations.connect("A", OcppVersion.V1_6);
    stations.connect("B", OcppVersion.V1_6);
    api.close();
    Instant later = TestStations.NOON.plus(Duration.ofDays(1));
    stations
        .sources()
        .system()
        .append(
            new SystemEvent.TaskStarted(
                "t", "ClearCache", JsonView.EMPTY, null, later, List.of("A", "B"), Map.of()),
            "otto")
        .toCompletableFuture()
        .join();
    stations.happened(
        "A", new StationEvent.CommandQueued("t-0", "ClearCache", JsonView.EMPTY, later, "otto"));

    open();

    await().atMost(PATIENCE).until(() -> submitted().contains("t-1"));
    JsonNode another = start("{\"action\":\"ClearCache\",\"stations\":[\"B\"]}");
    await().atMost(PATIENCE).until(() -> submitted().contains(id(another) + "-0"));
    assertEquals(List.of("t-1", id(another) + "-0"), submitted());
  }

  @Test
  void whatWaitedLongerThanTheTaskLastsIsNotSent() {
    stations.connect("A", OcppVersion.V1_6);
    api.close();
    stations
        .sources()
        .system()
        .append(
            new SystemEvent.TaskStarted(
                "t", "ClearCache", JsonView.EMPTY, null, TestStations.NOON, List.of("A"), Map.of()),
            "otto")
        .toCompletableFuture()
        .join();

    open();

    JsonNode another = start("{\"action\":\"ClearCache\",\"stations\":[\"A\"]}");
    await().atMost(PATIENCE).until(() -> submitted().contains(id(another) + "-0"));
    assertEquals(List.of(id(another) + "-0"), submitted());
  }

  private List<String> submitted() {
    return stations.submitted.stream().map(Command::id).toList();
  }

  private static String id(JsonNode task) {
    return task.path("id").asText();
  }

  private JsonNode start(String body) {
    TestApi.Answer answer = post(body);
    assertEquals(201, answer.status(), answer.response().body());
    return answer.json();
  }

  private TestApi.Answer post(String body) {
    return api.send("otto", "POST", "/api/v1/tasks", body);
  }
}
