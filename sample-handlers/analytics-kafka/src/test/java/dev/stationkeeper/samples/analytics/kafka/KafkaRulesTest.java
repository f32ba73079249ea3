// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.servers.KafkaBroker;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.ConsumerTck;
import dev.stationkeeper.tck.TckEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The sample keeps the rules that every consumer keeps, over a real broker. */
class KafkaRulesTest extends ConsumerTck {
  @TempDir static Path folder;
  private static KafkaBroker broker;
  private String topic = "";

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void anotherTopic() {
    topic = "rules-" + UUID.randomUUID();
  }

  @Override
  protected ConsumerHandler consumer() {
    return new KafkaHandlers.StatusChanges();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("servers", broker.address(), "topic", topic);
  }

  @Override
  protected List<TckEvent> wanted() {
    return List.of(
        TckEvent.of("CS-1", "ConnectorStatusReported", "{\"connector\":1}"),
        TckEvent.of("CS-2", "ConnectorStatusReported", "{\"connector\":1}"));
  }

  @Override
  protected List<Long> delivered() {
    return KafkaTopics.read(broker.address(), topic).stream()
        .map(line -> JsonView.parse(line.value()).number("position").orElseThrow())
        .toList();
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }
}
