// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.servers.KafkaBroker;
import dev.stationkeeper.tck.FakeLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker, which is killed. */
class KafkaSinkTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static FakeLog log(String topic) {
    return FakeLog.of(KafkaHandlers.MeterValues::new)
        .patience(LONG)
        .setting("servers", broker.address())
        .setting("topic", topic)
        .setting("batchSize", "100")
        .setting("timeout", "PT3S")
        .start();
  }

  /** So many events of two samples each, over ten stations. */
  private static void events(FakeLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.append(
          "CS" + i % 10,
          "MeterValuesRecorded",
          "{\"samples\":[{\"value\":\"%d\"},{\"value\":\"0\"}]}".formatted(i));
    }
  }

  private static void deliverAll(FakeLog log) {
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> log.deliver() == FakeLog.Delivery.TAKEN && log.awaitAcknowledged());
  }

  private static List<String> ids(List<KafkaTopics.Line> lines) {
    return lines.stream().map(line -> id(line.value())).toList();
  }

  private static String id(String json) {
    return JsonView.parse(json).string("id").orElseThrow();
  }

  private static Set<String> wanted(int events) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < events; i++) {
      ids.add("CS" + i % 10 + ":" + (i / 10 + 1) + ":0");
      ids.add("CS" + i % 10 + ":" + (i / 10 + 1) + ":1");
    }
    return ids;
  }

  /** First occurrences of each station's ids, in the order of the topic, are in its order. */
  private static void assertInOrder(List<KafkaTopics.Line> lines) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (KafkaTopics.Line line : lines) {
      JsonView record = JsonView.parse(line.value());
      assertEquals(line.key(), record.string("station").orElseThrow());
      assertEquals(line.partition(), partitions.computeIfAbsent(line.key(), k -> line.partition()));
      if (seen.add(id(line.value()))) {
        long at =
            record.number("sequence").orElseThrow() * 10 + record.number("index").orElseThrow();
        Long before = last.put(line.key(), at);
        assertTrue(before == null || before < at, () -> line + " came behind " + before);
      }
    }
  }

  @Test
  void everySampleIsInTheTopicOnceInTheOrderOfItsStation() {
    try (FakeLog log = log("plain")) {
      events(log, 1_000);
      deliverAll(log);
      List<KafkaTopics.Line> lines = KafkaTopics.read(broker.address(), "plain");
      assertEquals(2_000, lines.size());
      assertEquals(wanted(1_000), new HashSet<>(ids(lines)));
      assertInOrder(lines);
      assertEquals(20, log.counts().get("batches_sent"));
    }
  }

  @Test
  void whileTheBrokerIsDeadTheLogWaitsAndThenAllComes() throws Exception {
    try (FakeLog log = log("killed")) {
      events(log, 500);
      deliverAll(log);
      broker.kill();
      events(log, 500);
      assertEquals(FakeLog.Delivery.LATER, log.deliver());
      long waiting = log.checkpoint();
      assertTrue(waiting < 1_000, () -> "acknowledged " + waiting);
      broker.restart();
      deliverAll(log);
      List<KafkaTopics.Line> lines = KafkaTopics.read(broker.address(), "killed");
      assertEquals(wanted(1_000), new HashSet<>(ids(lines)));
      assertInOrder(lines);
    }
  }

  @Test
  void afterAKillOfTheServerARepetitionIsKnownByItsId() {
    try (FakeLog log = log("again")) {
      events(log, 80);
      log.deliver();
      assertNotEquals(80, log.checkpoint(), "some are in hand");
      log.kill();
      events(log, 20);
      deliverAll(log);
      List<KafkaTopics.Line> lines = KafkaTopics.read(broker.address(), "again");
      assertEquals(wanted(100), new HashSet<>(ids(lines)));
      assertTrue(lines.size() > 200, "what had left came again");
      Map<String, String> contents = new HashMap<>();
      for (KafkaTopics.Line line : new ArrayList<>(lines)) {
        String before = contents.putIfAbsent(id(line.value()), line.value());
        assertTrue(before == null || before.equals(line.value()), line::value);
      }
      assertInOrder(lines);
    }
  }

  @Test
  void whatOrderAndSafetyHangOnCannotBeChangedAndNonsenseIsRefusedAtTheStart() {
    IllegalArgumentException fixed =
        assertThrows(
            IllegalArgumentException.class,
            () -> ProducerSettings.check("h:1", Map.of("acks", "1", "compression.type", "lz4")));
    assertEquals("These settings of the producer are fixed: acks", fixed.getMessage());
    assertThrows(
        ConfigException.class,
        () -> ProducerSettings.check("h:1", Map.of("compression.type", "none of them")));
    ProducerSettings.check("h:1", Map.of("compression.type", "lz4"));
  }
}
