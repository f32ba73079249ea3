// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.spi.RetryLaterException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Sends batches to a stream. What a request's answer refuses is sent again, and only that, in the
 * pauses that the server keeps: a stream that is over its rate is one that is away for a moment.
 */
final class StreamSink implements RecordSink {
  /** The call that sends. */
  @FunctionalInterface
  interface PutRecords {
    PutRecordsResponse put(PutRecordsRequest request);
  }

  private static final Duration AWAY = Duration.ofSeconds(5);

  /** Grows with each request of which nothing was taken. */
  private static final Duration THROTTLED = Duration.ofMillis(200);

  private static final int MOST_DOUBLINGS = 5;

  /** Of the requests of one batch together; what has left by then is remembered. */
  private static final Duration LONGEST = Duration.ofSeconds(12);

  private final PutRecords client;
  private final Runnable end;
  private final String stream;
  private @Nullable List<AnalyticsRecord> batch;
  private @Nullable KinesisRequest rest;
  private int fruitless;

  StreamSink(PutRecords client, Runnable end, String stream) {
    this.client = client;
    this.end = end;
    this.stream = stream;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same list, and not one with the same in it
  public void send(List<AnalyticsRecord> wanted) throws RetryLaterException {
    KinesisRequest request = rest;
    // The same list again: what of it has left is remembered.
    if (request == null || batch != wanted) {
      request = new KinesisRequest(wanted);
      batch = wanted;
      rest = request;
    }
    long began = System.nanoTime();
    while (!request.isDone()) {
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new RetryLaterException("Stream " + stream + " is slow", THROTTLED);
      }
      String refusal = put(request);
      if (refusal != null) {
        throw new RetryLaterException(
            "Stream " + stream + " did not take all: " + refusal,
            THROTTLED.multipliedBy(1L << Math.min(fruitless, MOST_DOUBLINGS)));
      }
    }
    batch = null;
    rest = null;
  }

  /** Sends one request; why entries were refused, or null when none was. */
  private @Nullable String put(KinesisRequest request) throws RetryLaterException {
    List<KinesisRequest.Entry> entries = request.next();
    List<PutRecordsResultEntry> results;
    try {
      results = client.put(message(entries)).records();
    } catch (AbortedException e) {
      Thread.currentThread().interrupt();
      throw e;
    } catch (SdkException e) {
      RetryLaterException away =
          new RetryLaterException("Stream " + stream + " cannot be reached: " + e, AWAY);
      away.initCause(e);
      throw away;
    }
    String refusal = null;
    int left = 0;
    for (int i = 0; i < entries.size(); i++) {
      PutRecordsResultEntry result = results.get(i);
      if (result.errorCode() == null) {
        request.left(entries.get(i));
        left++;
      } else {
        refusal = result.errorCode() + ": " + result.errorMessage();
      }
    }
    fruitless = left > 0 ? 0 : fruitless + 1;
    return refusal;
  }

  private PutRecordsRequest message(List<KinesisRequest.Entry> entries) {
    return PutRecordsRequest.builder()
        .streamName(stream)
        .records(entries.stream().map(StreamSink::entry).toList())
        .build();
  }

  private static PutRecordsRequestEntry entry(KinesisRequest.Entry entry) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(entry.key())
        .data(SdkBytes.fromByteArrayUnsafe(entry.lines()))
        .build();
  }

  @Override
  public void close() {
    end.run();
  }
}
