// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fleet without sockets, and the API of operations over it; both anew for each test. */
abstract class OperationsFixture {
  @TempDir Path folder;

  TestStations stations;
  TestApi api;

  @BeforeEach
  void openApi() {
    stations = new TestStations(folder);
    api = new TestApi(ApiResources.none().operations(stations.sources()));
  }

  @AfterEach
  void closeApi() {
    api.close();
    stations.close();
  }

  /** What vera, a viewer, gets; it has to be there. */
  JsonNode get(String path) {
    TestApi.Answer answer = api.ask("vera", "GET", path);
    assertEquals(200, answer.status(), path + " " + answer.response().body());
    return answer.json();
  }
}
