// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.spi.RetryLaterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was sent; is away, or refuses a record, when the test says so. */
final class ListSink implements RecordSink {
  final List<List<String>> batches = new CopyOnWriteArrayList<>();
  volatile boolean away;
  volatile String refused = "";
  volatile int largest;

  @Override
  public void send(List<AnalyticsRecord> batch) throws Exception {
    largest = Math.max(largest, batch.size());
    if (away) {
      throw new RetryLaterException("simulated", Duration.ofMillis(100));
    }
    List<String> ids = batch.stream().map(AnalyticsRecord::id).toList();
    if (ids.contains(refused)) {
      throw new IllegalStateException("not " + refused);
    }
    batches.add(ids);
  }

  List<String> ids() {
    List<String> all = new ArrayList<>();
    batches.forEach(all::addAll);
    return all;
  }

  @Override
  public void close() {}
}
