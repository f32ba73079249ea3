// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import java.time.Duration;

/**
 * When a batch leaves: whichever comes first.
 *
 * @param records so many are in it, from 1
 * @param bytes one more record would be over so many; a record that is larger goes alone
 * @param interval the oldest of it has waited so long, at least 100 ms
 */
public record BatchPolicy(int records, int bytes, Duration interval) {
  static BatchPolicy of(SinkSettings settings, BatchPolicy byDefault) {
    return new BatchPolicy(
        settings.whole("batchSize", byDefault.records(), 1, 50_000),
        settings.whole("batchBytes", byDefault.bytes(), 1_000, 64 << 20),
        settings.time(
            "flushInterval", byDefault.interval(), Duration.ofMillis(100), Duration.ofHours(1)));
  }
}
