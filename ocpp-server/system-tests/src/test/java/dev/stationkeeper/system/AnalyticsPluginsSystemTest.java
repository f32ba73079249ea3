// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.samples.analytics.RecordType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three analytics add-ons in the plugins directory of a real server, as their builds lay them
 * out: their classes and libraries come from their folders only. Parquet files are written; where
 * there is no Kafka and no Kinesis, the handlers run, wait, and say for what.
 */
class AnalyticsPluginsSystemTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path home;

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void allThreeRunFromTheirFoldersAndSayWhatTheyMiss() throws Exception {
    for (AddOns addOn : AddOns.values()) {
      addOn.install(home.resolve("plugins"));
    }
    Path records = home.resolve("records");
    int nobody = ServerProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "STATIONKEEPER_HANDLERS",
            String.join(
                ";",
                "files-*.folder=" + records,
                "files-*.format=parquet",
                "files-*.flushInterval=PT0.5S",
                "kafka-*.servers=127.0.0.1:" + nobody,
                "kafka-*.timeout=PT1S",
                "kafka-*.batchSize=1", // or a quiet sink is away without a word to the server
                "kinesis-*.region=eu-central-1",
                "kinesis-*.batchSize=1",
                "kinesis-*.endpoint=http://127.0.0.1:" + nobody),
            "AWS_ACCESS_KEY_ID",
            "of-a-test",
            "AWS_SECRET_ACCESS_KEY",
            "of-a-test");
    try (ServerProcess server = ServerProcess.start(home, environment);
        RawStation station = new RawStation(server.ocpp("CP1"), "ocpp1.6")) {
      server.api().addToken("DRIVER1");
      station.call("BootNotification", Sessions.BOOT_16);
      station.call("StatusNotification", Sessions.status16(1, "Preparing"));
      JsonNode started = station.call("StartTransaction", Sessions.start16("DRIVER1", 100));
      int transaction = started.get("transactionId").asInt();
      station.call("MeterValues", Sessions.meterValues16(transaction, 200));
      station.call("StopTransaction", Sessions.stop16(transaction, 300));

      for (String sink : List.of("files", "kafka", "kinesis")) {
        List<JsonNode> handlers = handlers(server, sink);
        assertEquals(RecordType.values().length, handlers.size(), sink);
        for (JsonNode handler : handlers) {
          assertEquals("running", handler.get("state").asText(), handler + server.output());
        }
      }
      await().atMost(LONG).until(() -> isParquet(records.resolve("meter_value")));
      await().atMost(LONG).until(() -> isParquet(records.resolve("session")));
      says(server, "kafka-sessions", "Kafka does not take records for stationkeeper-session");
      says(server, "kinesis-sessions", "Stream stationkeeper-session cannot be reached");
    }
  }

  private static List<JsonNode> handlers(ServerProcess server, String sink) {
    JsonNode items = server.api().get("/handlers").get("items");
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
        .map(items::get)
        .filter(handler -> handler.get("name").asText().startsWith(sink + "-"))
        .toList();
  }

  /** In the API, and in the log of the server. */
  private static void says(ServerProcess server, String handler, String sentence) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              JsonNode waits =
                  handlers(server, handler.split("-", 2)[0]).stream()
                      .filter(each -> each.get("name").asText().equals(handler))
                      .findFirst()
                      .orElseThrow();
              assertTrue(waits.get("waiting").asText().contains(sentence), waits.toString());
              assertTrue(waits.get("lag").asLong() > 0, "nothing that was not sent is forgotten");
              assertEquals("running", waits.get("state").asText());
            });
    assertTrue(server.output().contains(sentence), server.output());
  }

  /** True when a finished file is there: it begins and ends with Parquet's mark. */
  private static boolean isParquet(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> finished =
          walk.filter(file -> file.toString().endsWith(".parquet"))
              .filter(file -> !file.toString().contains(".unfinished"))
              .toList();
      for (Path file : finished) {
        byte[] bytes = Files.readAllBytes(file);
        byte[] mark = "PAR1".getBytes(StandardCharsets.US_ASCII);
        assertTrue(bytes.length > 8, file + " is empty");
        assertTrue(Arrays.equals(mark, Arrays.copyOf(bytes, 4)), file + " is no Parquet");
        assertTrue(
            Arrays.equals(mark, Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length)),
            file + " is no Parquet");
      }
      return !finished.isEmpty();
    }
  }
}
