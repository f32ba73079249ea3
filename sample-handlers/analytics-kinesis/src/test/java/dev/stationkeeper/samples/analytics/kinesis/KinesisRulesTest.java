// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.ConsumerTck;
import dev.stationkeeper.tck.TckEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The sample keeps the rules that every consumer keeps, over a server that speaks Kinesis. */
class KinesisRulesTest extends ConsumerTck {
  private static Kinesis kinesis;
  private String stream = "";

  @BeforeAll
  static void start() throws Exception {
    kinesis = Kinesis.start();
  }

  @AfterAll
  static void stop() {
    if (kinesis != null) {
      kinesis.close();
    }
  }

  @BeforeEach
  void anotherStream() {
    stream = "rules-" + UUID.randomUUID();
    kinesis.create(stream);
  }

  @Override
  protected ConsumerHandler consumer() {
    return new KinesisHandlers.StatusChanges();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("region", Kinesis.REGION, "endpoint", kinesis.endpoint(), "stream", stream);
  }

  @Override
  protected List<TckEvent> wanted() {
    return List.of(
        TckEvent.of("CS-1", "ConnectorStatusReported", "{\"connector\":1}"),
        TckEvent.of("CS-2", "ConnectorStatusReported", "{\"connector\":1}"));
  }

  @Override
  protected List<Long> delivered() {
    return kinesis.lines(stream).stream()
        .map(line -> JsonView.parse(line).number("position").orElseThrow())
        .toList();
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }
}
