// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.time.Duration;

/** A handler whose sink is the test's; ten records to a batch, ten seconds at most. */
@OcppHandlerInfo(
    id = "to-list",
    version = "1",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
final class ToList extends AnalyticsHandler {
  static final BatchPolicy TEN = new BatchPolicy(10, 1_000_000, Duration.ofSeconds(10));

  private final RecordSink sink;

  ToList(RecordType type, RecordSink sink) {
    super(type, TEN);
    this.sink = sink;
  }

  @Override
  protected void configure(SinkSettings settings) {}

  @Override
  protected RecordSink open(RecordType type, HandlerEnvironment environment) {
    return sink;
  }
}
