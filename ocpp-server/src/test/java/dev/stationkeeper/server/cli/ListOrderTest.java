// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of lists as the API takes it. */
class ListOrderTest {
  @TempDir Path folder;

  @Test
  void listsAreSortedPageByPageAndAnOrderThatThereIsNotIsExplained() {
    try (ServerFixture fixture = new ServerFixture(folder)) {
      for (String station : List.of("A:yard", "B:allee", "C:gate")) {
        String body =
            "{\"id\":\"%s\",\"label\":\"%s\"}"
                .formatted(station.substring(0, 1), station.substring(2));
        assertEquals(201, fixture.ask("admin", "POST", "/api/v1/stations", body).statusCode());
      }
      assertEquals(List.of("B", "C", "A"), pages(fixture, "label"));
      assertEquals(List.of("A", "C", "B"), pages(fixture, "-label"));
      HttpResponse<String> unknown =
          fixture.ask("admin", "GET", "/api/v1/stations?sort=colour", null);
      assertEquals(400, unknown.statusCode());
      assertTrue(unknown.body().contains("not sorted by colour, but by id, label"), unknown.body());
      String ofLabels = fixture.get("/api/v1/stations?limit=1&sort=label").path("next").asText();
      assertEquals(
          400,
          fixture.ask("admin", "GET", "/api/v1/stations?cursor=" + ofLabels, null).statusCode());
      assertEquals(
          400, fixture.ask("admin", "GET", "/api/v1/transactions?sort=id", null).statusCode());
      assertEquals(
          200,
          fixture.ask("admin", "GET", "/api/v1/transactions?sort=startedAt", null).statusCode());
    }
  }

  private static List<String> pages(ServerFixture fixture, String sort) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = fixture.get("/api/v1/stations?limit=1&sort=" + sort + cursor);
      page.path("items").forEach(item -> ids.add(item.path("id").asText()));
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
    } while (!cursor.isEmpty());
    return ids;
  }
}
