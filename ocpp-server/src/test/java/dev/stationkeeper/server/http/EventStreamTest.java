// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest extends OperationsFixture {
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.shutdownNow();
  }

  @Test
  void whatHappensIsPushedAndAClientThatComesBackMissesNothing() throws Exception {
    String last;
    try (BufferedReader stream = open("")) {
      stations.connect("CP-1", OcppVersion.V1_6);
      last = next(stream, "id: ");
      assertEquals("ConnectionOpened", next(stream, "event: "));
      assertTrue(next(stream, "data: ").contains("192.0.2.9"));
    }
    stations.happened("CP-1", new StationEvent.FrameRejected("while away"));

    try (BufferedReader stream = open(last)) {
      assertEquals("FrameRejected", next(stream, "event: "));
    }
  }

  @Test
  void theServerStopsAlthoughSomebodyListens() throws Exception {
    try (BufferedReader stream = open("")) {
      api.close();

      assertEquals(0, stream.lines().filter(line -> line.startsWith("data")).count());
    } catch (UncheckedIOException e) {
      assertTrue(e.getCause() != null, "the stream was cut, which is an end as well");
    }
  }

  @Test
  void whoHearsOfAnEventReadsWhatHasBecomeOfIt() throws Exception {
    stations.connect("CP-1", OcppVersion.V1_6);
    try (BufferedReader stream = open("")) {
      for (int i = 0; i < 20; i++) {
        String status = i % 2 == 0 ? "Faulted" : "Available";
        stations.appended(
            "CP-1",
            new StationEvent.ConnectorStatusReported(
                null, 1, status, "NoError", null, null, null, TestStations.NOON));
        assertEquals("ConnectorStatusReported", next(stream, "event: "));
        assertEquals(
            status,
            get("/api/v1/stations/CP-1").path("connectors").path(0).path("status").asText());
      }
    }
  }

  private BufferedReader open(String lastEventId) throws Exception {
    String pair = "vera:" + TestApi.PASSWORD;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.url() + "/api/v1/events/stream"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertEquals(": open", reader.readLine());
    return reader;
  }

  private static String next(BufferedReader stream, String field) throws IOException {
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.startsWith(field)) {
        return line.substring(field.length());
      }
    }
    throw new AssertionError("the stream ended before a " + field);
  }
}
