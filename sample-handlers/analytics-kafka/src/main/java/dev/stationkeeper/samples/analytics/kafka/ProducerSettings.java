// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the producer is set. What the order and the safety of records hang on cannot be changed. */
final class ProducerSettings {
  /** Two batches have to fit into a consumer's minute. */
  static final Duration LONGEST = Duration.ofSeconds(15);

  /** Above the bytes of a batch, so that the part of each partition is one. */
  private static final int ONE_REQUEST = 1_000_000;

  private static final Set<String> FIXED =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          ProducerConfig.LINGER_MS_CONFIG);

  private ProducerSettings() {}

  /**
   * Refuses what would change the fixed ones.
   *
   * @throws org.apache.kafka.common.config.ConfigException when the producer refuses a value
   */
  static void check(String servers, Map<String, String> given) {
    Set<String> refused = new TreeSet<>(given.keySet());
    refused.retainAll(FIXED);
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "These settings of the producer are fixed: " + String.join(", ", refused));
    }
    Map<String, Object> all = of(servers, LONGEST, given);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    var _ = new ProducerConfig(all);
  }

  /**
   * All of them.
   *
   * @param timeout how long a batch may take
   */
  static Map<String, Object> of(String servers, Duration timeout, Map<String, String> given) {
    int millis = (int) timeout.toMillis();
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "stationkeeper");
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, ONE_REQUEST);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    all.putAll(given);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 3);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    // Records wait for the flush at the end of a batch, not for the clock.
    all.put(ProducerConfig.LINGER_MS_CONFIG, millis / 3);
    return all;
  }
}
