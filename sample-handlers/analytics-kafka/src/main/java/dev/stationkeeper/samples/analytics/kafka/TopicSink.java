// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.spi.RetryLaterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to a topic, JSON as value and the station as key, so that a station's records are
 * in one partition and in order. A batch is flushed once: one request to each broker that leads a
 * partition of it. After a failure the producer is given up: with a new one, records that were
 * under way cannot overtake those that come again.
 */
final class TopicSink implements RecordSink {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Beyond the time that the producer gives itself. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final String topic;
  private final Duration timeout;
  private final Executor executor;
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private volatile boolean closed;

  /**
   * To {@code topic}.
   *
   * @param timeout what {@code settings} give a batch
   * @param executor where a flush waits: without a broker an idempotent producer's may never end
   */
  TopicSink(Map<String, Object> settings, String topic, Duration timeout, Executor executor) {
    this.settings = Map.copyOf(settings);
    this.topic = topic;
    this.timeout = timeout.plus(SLACK);
    this.executor = executor;
  }

  @Override
  public void send(List<AnalyticsRecord> batch) throws Exception {
    try {
      Producer<byte[], byte[]> to = open();
      List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
      for (AnalyticsRecord record : batch) {
        byte[] key = record.stream().getBytes(UTF_8);
        Future<RecordMetadata> each = to.send(new ProducerRecord<>(topic, key, record.jsonBytes()));
        if (each.isDone()) {
          each.get(); // without a broker this one has waited long enough for all of them
        }
        sent.add(each);
      }
      CompletableFuture.runAsync(to::flush, executor)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failed(e);
    } catch (InterruptException | InterruptedException e) {
      giveUp();
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      throw failed(e);
    }
  }

  private Exception failed(Throwable cause) {
    giveUp();
    if (cause instanceof RecordTooLargeException) {
      return new IllegalStateException("A record is too large for " + topic, cause);
    }
    RetryLaterException away =
        new RetryLaterException("Kafka does not take records for " + topic + ": " + cause, PAUSE);
    away.initCause(cause);
    return away;
  }

  private Producer<byte[], byte[]> open() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      producer = open;
      if (closed) {
        giveUp();
        throw new IllegalStateException("closed");
      }
    }
    return open;
  }

  private void giveUp() {
    Producer<byte[], byte[]> last = producer;
    producer = null;
    if (last != null) {
      last.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    closed = true;
    giveUp();
  }
}
