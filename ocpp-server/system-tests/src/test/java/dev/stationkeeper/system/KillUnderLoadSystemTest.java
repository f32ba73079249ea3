// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments while stations send without end. After each kill the data as
 * the dead process left it is copied away; on the copy {@code log verify} must find nothing, and
 * {@code log export} must show every message that a station was answered, none of them twice.
 *
 * <p>{@code -Dkills=200} for the long run, {@code -Dkills.seed=N} to repeat one.
 */
class KillUnderLoadSystemTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STATIONS = 8;
  private static final int KILLS = Integer.getInteger("kills", 10);
  private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

  @TempDir Path home;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void everyAcknowledgedMessageIsThereOnceAfterEveryKill() throws Exception {
    String how = "kills.seed=" + SEED + ", kill ";
    Random random = new Random(SEED);
    AtomicLong acknowledgements = new AtomicLong();
    AtomicBoolean up = new AtomicBoolean(true);
    AtomicBoolean over = new AtomicBoolean();
    List<LoadStation> stations = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(home)) {
      server.api().addToken("DRIVER1");
      for (int i = 0; i < STATIONS; i++) {
        String id = "LOAD" + i;
        stations.add(new LoadStation(id, server.ocpp(id), acknowledgements, up::get, over::get));
      }
      for (LoadStation station : stations) {
        threads.add(Thread.ofPlatform().daemon().name(station.id()).start(station));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        long enough = acknowledgements.get() + 1 + random.nextInt(150);
        await(how + kill)
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
            .until(() -> acknowledgements.get() >= enough);
        server.kill();
        up.set(false);
        Map<String, List<String>> promised = new HashMap<>();
        stations.forEach(station -> promised.put(station.id(), station.acknowledged()));
        Path copy = copy(home.resolve("data"), home.resolve("copy-" + kill));
        server.restart();
        check(how + kill, copy, promised);
        delete(copy);
        up.set(true);
      }
    } finally {
      over.set(true);
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(30));
      }
    }
    for (LoadStation station : stations) {
      assertEquals(List.of(), station.refusals(), how + KILLS);
    }
  }

  private void check(String how, Path data, Map<String, List<String>> promised) throws Exception {
    CommandLineProcess verify = CommandLineProcess.run("log", "verify", "--data", data.toString());
    assertEquals(0, verify.exitCode(), how + "\n" + verify.output());
    Path export = data.resolve("export.jsonl");
    CommandLineProcess exported =
        CommandLineProcess.run("log", "export", "--data", data.toString(), export.toString());
    assertEquals(0, exported.exitCode(), how + "\n" + exported.output());
    Map<String, Integer> facts = new HashMap<>();
    Map<String, Integer> readings = new HashMap<>();
    for (String line : Files.readAllLines(export)) {
      count(JSON.readTree(line), facts, readings);
    }
    promised.forEach(
        (station, messages) -> {
          for (String message : messages) {
            assertEquals(1, facts.get(message), how + ", facts of " + message);
            assertEquals(1, readings.get(message), how + ", meter values of " + message);
          }
        });
    facts.forEach((message, times) -> assertEquals(1, times, how + ", told of " + message));
    assertTrue(facts.size() >= promised.values().stream().mapToInt(List::size).sum(), how);
  }

  /** Meter values have no number of their own, so they are told apart by what they say. */
  private static void count(
      JsonNode event, Map<String, Integer> facts, Map<String, Integer> readings) {
    JsonNode payload = event.get("payload");
    String transaction = payload.path("transactionId").asText();
    switch (event.get("type").asText()) {
      case "TransactionStarted", "TransactionUpdated", "TransactionEnded" ->
          facts.merge(transaction + "/" + payload.path("seqNo").asInt(), 1, Integer::sum);
      case "MeterValuesRecorded" -> {
        for (JsonNode sample : payload.get("samples")) {
          int value = (int) sample.get("value").asDouble();
          int seqNo = value == 9_000 ? 5 : value - 1_000;
          readings.merge(transaction + "/" + seqNo, 1, Integer::sum);
        }
      }
      default -> {
        // no message of a transaction
      }
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
