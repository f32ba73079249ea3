// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.util.Optional;

/** An event as a test writes it: the position is ten times the sequence. */
record GivenEvents(
    Optional<StationId> station, long sequence, String type, JsonView payload, boolean replayed)
    implements LoggedEvent {
  static final Instant AT = Instant.parse("2026-11-25T10:00:00.123456Z");

  static LoggedEvent of(String station, long sequence, String type, String payload) {
    return new GivenEvents(
        Optional.of(new StationId(station)), sequence, type, JsonView.parse(payload), false);
  }

  static LoggedEvent own(long sequence, String type, String payload) {
    return new GivenEvents(Optional.empty(), sequence, type, JsonView.parse(payload), false);
  }

  @Override
  public long position() {
    return 10 * sequence;
  }

  @Override
  public Instant at() {
    return AT;
  }

  @Override
  public Optional<String> by() {
    return Optional.of("mine#2");
  }
}
