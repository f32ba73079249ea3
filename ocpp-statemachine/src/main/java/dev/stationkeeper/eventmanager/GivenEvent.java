// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.StationEvent;
import java.time.Instant;

/** An occurrence as handlers see it. */
record GivenEvent(Occurrence occurrence) implements StationEvent {
  @Override
  public long sequence() {
    return occurrence.sequence();
  }

  @Override
  public Instant at() {
    return occurrence.at();
  }

  @Override
  public String type() {
    return occurrence.type();
  }

  @Override
  public JsonView payload() {
    return occurrence.payload();
  }

  @Override
  public boolean replayed() {
    return occurrence.replayed();
  }
}
