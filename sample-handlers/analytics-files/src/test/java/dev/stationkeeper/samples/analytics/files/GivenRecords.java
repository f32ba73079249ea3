// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.util.Optional;

/** Records as the samples make them of events. */
final class GivenRecords {
  private GivenRecords() {}

  static AnalyticsRecord sample(long position, String at, String value) {
    String payload =
        "{\"transactionId\":\"t-1\",\"evse\":1,\"samples\":[{\"at\":\"2026-11-25T09:00:00.5Z\","
            + "\"value\":\"%s\",\"unit\":\"Wh\"}]}".formatted(value);
    return RecordType.METER_VALUE
        .recordsOf(event(position, at, "MeterValuesRecorded", payload))
        .getFirst();
  }

  static AnalyticsRecord step(long position, String payload) {
    return RecordType.SESSION
        .recordsOf(event(position, "2026-11-25T10:00:00Z", "TransactionStarted", payload))
        .getFirst();
  }

  private static LoggedEvent event(long position, String at, String type, String payload) {
    return new Given(position, Instant.parse(at), type, JsonView.parse(payload));
  }

  private record Given(long position, Instant at, String type, JsonView payload)
      implements LoggedEvent {
    @Override
    public Optional<StationId> station() {
      return Optional.of(new StationId("CS1"));
    }

    @Override
    public long sequence() {
      return position;
    }

    @Override
    public Optional<String> by() {
      return Optional.empty();
    }

    @Override
    public boolean replayed() {
      return false;
    }
  }
}
