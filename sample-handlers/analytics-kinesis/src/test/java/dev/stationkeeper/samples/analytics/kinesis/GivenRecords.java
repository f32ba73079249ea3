// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

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

  static AnalyticsRecord status(String station, long sequence, String info) {
    return RecordType.STATUS_CHANGE
        .recordsOf(
            new Given(
                Optional.of(new StationId(station)),
                sequence,
                JsonView.object().put("info", info).build()))
        .getFirst();
  }

  private record Given(Optional<StationId> station, long sequence, JsonView payload)
      implements LoggedEvent {
    @Override
    public long position() {
      return sequence;
    }

    @Override
    public Instant at() {
      return Instant.EPOCH;
    }

    @Override
    public String type() {
      return "ConnectorStatusReported";
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
