// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.samples.analytics.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while the analytics plugin has a batch in hand, several times: in the end every
 * event of the log has left at least once, in the order of its station, repetitions known by their
 * id. {@code -Dkills.seed=N} to repeat.
 */
class AnalyticsKillSystemTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
  private static final int STATIONS = 4;
  private static final int KILLS = 3;
  private static final int MOST_KILLS = 10;

  @TempDir Path home;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyEventLeavesAtLeastOnceInOrderOverKillsInTheMiddleOfABatch() throws Exception {
    String how = "kills.seed=" + SEED;
    Random random = new Random(SEED);
    AddOns.FILES.install(home.resolve("plugins"));
    Path folder = home.resolve("records");
    AnalyticsFiles files = new AnalyticsFiles(folder);
    AtomicLong acknowledgements = new AtomicLong();
    AtomicBoolean up = new AtomicBoolean(true);
    AtomicBoolean over = new AtomicBoolean();
    List<LoadStation> stations = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(home, settings(folder))) {
      server.api().addToken("DRIVER1");
      for (int i = 0; i < STATIONS; i++) {
        String id = "LOAD" + i;
        LoadStation station =
            new LoadStation(id, server.ocpp(id), acknowledgements, up::get, over::get);
        stations.add(station);
        threads.add(Thread.ofPlatform().daemon().name(id).start(station));
      }
      long inHand = 0;
      for (int kill = 0; kill < KILLS || (inHand == 0 && kill < MOST_KILLS); kill++) {
        long enough = acknowledgements.get() + 50 + random.nextInt(150);
        await(how).atMost(LONG).until(() -> acknowledgements.get() >= enough);
        server.kill();
        up.set(false);
        // Each of these messages has a value of the meter.
        inHand += Math.max(0, acknowledged(stations) - files.ids(RecordType.METER_VALUE));
        server.restart();
        up.set(true);
      }
      assertNotEquals(0, inHand, how + ", no kill met a batch in hand");
      over.set(true);
      for (Thread thread : threads) {
        thread.join(LONG);
      }
      await(how).atMost(LONG).untilAsserted(() -> assertEquals(0, lag(server)));
      server.kill();
    } finally {
      over.set(true);
    }
    check(how, files, export());
  }

  private static Map<String, String> settings(Path folder) {
    return Map.of(
        "STATIONKEEPER_HANDLERS",
        "files-*.folder=" + folder + ";files-*.batchSize=20;files-*.flushInterval=PT0.5S");
  }

  private static long acknowledged(List<LoadStation> stations) {
    return stations.stream().mapToLong(station -> station.acknowledged().size()).sum();
  }

  /** What the six consumers owe together. */
  private static long lag(ServerProcess server) {
    long lag = 0;
    int consumers = 0;
    for (JsonNode handler : server.api().get("/handlers").get("items")) {
      if (handler.get("name").asText().startsWith("files-") && handler.hasNonNull("lag")) {
        lag += handler.get("lag").asLong();
        consumers++;
      }
    }
    assertEquals(RecordType.values().length, consumers, "consumers that are fed");
    return lag;
  }

  private Path export() throws Exception {
    Path export = home.resolve("export.jsonl");
    CommandLineProcess exported =
        CommandLineProcess.run(
            "log", "export", "--data", home.resolve("data").toString(), export.toString());
    assertEquals(0, exported.exitCode(), exported.output());
    return export;
  }

  private static void check(String how, AnalyticsFiles files, Path export) throws Exception {
    for (RecordType type : RecordType.values()) {
      files.check(how, type, export);
    }
    assertTrue(files.ids(RecordType.METER_VALUE) > 0, how);
    assertTrue(files.ids(RecordType.SESSION) > 0, how);
    assertTrue(files.ids(RecordType.CONNECTIVITY) > 0, how);
  }
}
