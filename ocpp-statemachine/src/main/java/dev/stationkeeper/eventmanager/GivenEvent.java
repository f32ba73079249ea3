// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.StationEvent;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * An occurrence as handlers see it.
 *
 * @param shown how its payload is shown; at work on the handler's thread and only when it looks
 */
record GivenEvent(Occurrence occurrence, UnaryOperator<JsonView> shown) implements StationEvent {
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
    return shown.apply(occurrence.payload());
  }

  @Override
  public boolean replayed() {
    return occurrence.replayed();
  }
}
