// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics, as anybody would who does not know who wrote them. */
final class KafkaTopics {
  /** What lies in a topic: the key and the value. */
  record Line(int partition, String key, String value) {}

  private static final int PARTITIONS = 3;
  private static final Duration LOOK = Duration.ofMillis(100);

  private KafkaTopics() {}

  /** All of {@code topic} from its beginning to its present end. */
  static List<Line> read(String servers, String topic) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", servers);
    settings.put("auto.offset.reset", "earliest");
    List<Line> lines = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(LOOK)) {
          lines.add(
              new Line(
                  each.partition(),
                  new String(each.key(), UTF_8),
                  new String(each.value(), UTF_8)));
        }
      }
    }
    return lines;
  }
}
