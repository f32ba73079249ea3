// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must happen once, however often and however much at once it is asked for. */
class OnceTest {
  @TempDir Path folder;

  @Test
  void ofManyWhoAnnounceAStationAtOnceOneIsTheFirst() throws Exception {
    try (TestStations stations = new TestStations(folder);
        TestApi api = new TestApi(ApiResources.none().operations(stations.sources()));
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      CountDownLatch together = new CountDownLatch(8);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String other = "{\"id\":\"OTHER" + i + "\"}";
        answers.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  assertEquals(201, api.send("otto", "POST", "/api/v1/stations", other).status());
                  return api.send("otto", "POST", "/api/v1/stations", "{\"id\":\"NEW\"}").status();
                }));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      statuses.sort(null);
      assertEquals(List.of(201, 409, 409, 409, 409, 409, 409, 409), statuses);
      assertEquals(
          1,
          stations.sources().views().events().list(0, "$system", null, 100).items().stream()
              .filter(e -> e.payload().string("station").orElse("").equals("NEW"))
              .count());
    }
  }

  @Test
  void aCommandWithAKeyIsQueuedOnceAlsoWhenTheServerDiedBeforeItsAnswer() throws Exception {
    Idempotency.Key key = new Idempotency.Key("otto", "/api/v1/stations/CP-1/commands", "k9");
    String body = "{\"action\":\"Reset\",\"payload\":{\"type\":\"Soft\"}}";
    try (TestStations stations = new TestStations(folder);
        AnswerStore store =
            AnswerStore.open(folder.resolve("answers.db"), 10, java.time.InstantSource.system())) {
      stations.connect("CP-1", OcppVersion.V1_6);
      String id = store.begin(key, body).id();
      try (TestApi api = new TestApi(ApiResources.none().operations(stations.sources()), store)) {
        TestApi.Answer first = api.send("otto", "POST", key.path(), body, "Idempotency-Key", "k9");
        assertEquals(202, first.status(), "begun, but nothing of it in the log: it is sent now");
        assertEquals(id, first.json().path("id").asText());
      }
      assertEquals(1, stations.submitted.size());
    }
    try (TestStations stations = new TestStations(folder);
        AnswerStore store =
            AnswerStore.open(folder.resolve("again.db"), 10, java.time.InstantSource.system())) {
      stations.connect("CP-1", OcppVersion.V1_6);
      String id = store.begin(key, body).id();
      stations.happened(
          "CP-1",
          new dev.stationkeeper.station.event.StationEvent.CommandQueued(
              id, "Reset", dev.stationkeeper.ocpp.JsonView.EMPTY, TestStations.NOON, "otto"));
      try (TestApi api = new TestApi(ApiResources.none().operations(stations.sources()), store)) {
        TestApi.Answer again = api.send("otto", "POST", key.path(), body, "Idempotency-Key", "k9");
        assertEquals(id, again.json().path("id").asText());
        assertEquals("queued", again.json().path("status").asText());
      }
      assertEquals(List.of(), stations.submitted, "it is in the log already");
    }
  }
}
