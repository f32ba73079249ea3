// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.BatchPolicy;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.samples.analytics.SinkSettings;
import dev.stationkeeper.spi.HandlerEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of a type to a topic.
 *
 * <p>Settings beside those of {@link AnalyticsHandler}: {@code servers} (must be given: {@code
 * host:port}, by commas), {@code topic} ({@code stationkeeper.{type}} by default; {@code {type}}
 * stands for the type), {@code timeout} of a batch ({@code PT15S}), and {@code producer.NAME} for
 * any other of the producer's own, for example {@code producer.security.protocol}.
 */
abstract class KafkaHandler extends AnalyticsHandler {
  private static final BatchPolicy BATCH = new BatchPolicy(1_000, 900_000, Duration.ofSeconds(1));
  private static final String TYPE = "{type}";

  private String servers = "";
  private String topic = "stationkeeper." + TYPE;
  private Duration timeout = ProducerSettings.LONGEST;
  private @Nullable Map<String, String> producer;

  KafkaHandler(RecordType type) {
    super(type, BATCH);
  }

  @Override
  protected final void configure(SinkSettings settings) {
    servers = settings.required("servers");
    topic = settings.text("topic").orElse(topic);
    timeout = settings.time("timeout", timeout, Duration.ofSeconds(1), ProducerSettings.LONGEST);
    producer = settings.beginningWith("producer.");
    ProducerSettings.check(servers, producer);
  }

  @Override
  protected final RecordSink open(RecordType type, HandlerEnvironment environment) {
    return new TopicSink(
        ProducerSettings.of(servers, timeout, Objects.requireNonNull(producer)),
        topic.replace(TYPE, type.label()),
        timeout,
        environment.executor());
  }
}
