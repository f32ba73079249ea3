// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.node.StationClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole server on a real disk that fills up to the floor, and has room again: nobody is told that
 * something was kept which was not, everybody is told why, and no restart is needed.
 */
class DiskFullTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Beyond what others write on the same disk while this runs. */
  private static final long MARGIN = 256L << 20;

  private static final String CHARGES =
      "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\"}";

  @TempDir Path folder;

  @Test
  void aFullDiskIsSaidAndGotOver() throws Exception {
    long floor = Files.getFileStore(folder).getUsableSpace() - MARGIN;
    try (ServerFixture fixture =
        new ServerFixture(
            folder.resolve("server"), Map.of("STATIONKEEPER_LOG_DISK_FLOOR", floor + "B"))) {
      StationClient station = fixture.station("CP1");
      Path ballast = fill(2 * MARGIN);
      try {
        await().atMost(LONG).until(() -> ready(fixture).statusCode() == 503);
        assertTrue(
            ready(fixture).body().contains("MiB are left on the log's disk; below the floor of"),
            ready(fixture).body());
        isRefused(fixture.ask("admin", "POST", "/api/v1/tokens", "{\"idToken\":\"TAG-1\"}"));
        isRefused(fixture.ask("admin", "POST", "/api/v1/stations", "{\"id\":\"CP2\"}"));
        isRefused(
            fixture.ask(
                "admin", "POST", "/api/v1/users", "{\"name\":\"vera\",\"role\":\"viewer\"}"));
        isRefused(
            fixture.ask(
                "admin", "POST", "/api/v1/api-tokens", "{\"name\":\"t\",\"role\":\"viewer\"}"));
        assertFalse(isAcknowledged(station), "a status that is not on disk was acknowledged");
        isRefused(
            fixture.ask(
                "admin",
                "POST",
                "/api/v1/stations/CP1/commands",
                "{\"action\":\"ClearCache\",\"payload\":{}}"));
      } finally {
        Files.delete(ballast);
      }
      await().atMost(LONG).until(() -> ready(fixture).statusCode() == 200);
      assertEquals(0, fixture.get("/api/v1/tokens").path("items").size(), "it was refused");
      assertEquals(
          201,
          fixture.ask("admin", "POST", "/api/v1/tokens", "{\"idToken\":\"TAG-1\"}").statusCode());
      await().atMost(LONG).ignoreExceptions().until(() -> isAcknowledged(fixture.station("CP1")));
      await()
          .atMost(LONG)
          .until(
              () ->
                  fixture
                      .get("/api/v1/stations/CP1")
                      .at("/connectors/0/status")
                      .asText()
                      .equals("Charging"));
    }
  }

  private static void isRefused(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer.body());
    assertNotEquals("", ServerFixture.json(answer.body()).path("detail").asText(), answer.body());
  }

  /** False when it is refused, or the socket closed without an answer. */
  private static boolean isAcknowledged(StationClient station) {
    try {
      return station.call("StatusNotification", CHARGES).get(0).intValue() == 3;
    } catch (CompletionException noAnswer) {
      return false;
    }
  }

  private static HttpResponse<String> ready(ServerFixture fixture) {
    return fixture.ask("", "GET", "/health/ready", null);
  }

  /** Not zeros: some file systems keep those in no space at all. */
  private Path fill(long bytes) throws IOException {
    Path ballast = folder.resolve("ballast");
    byte[] noise = new byte[4 << 20];
    new Random(1).nextBytes(noise);
    try (FileChannel file =
        FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long written = 0; written < bytes; written += noise.length) {
        ByteBuffer piece = ByteBuffer.wrap(noise);
        while (piece.hasRemaining()) {
          file.write(piece);
        }
      }
      file.force(false);
    }
    return ballast;
  }
}
