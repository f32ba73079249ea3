// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An event of the log as a consumer sees it.
 *
 * @param shown as for {@link GivenEvent}
 */
record GivenRecord(LoggedEvent event, UnaryOperator<JsonView> shown) implements LoggedEvent {
  @Override
  public long position() {
    return event.position();
  }

  @Override
  public Optional<StationId> station() {
    return event.station();
  }

  @Override
  public Optional<String> by() {
    return event.by();
  }

  @Override
  public long sequence() {
    return event.sequence();
  }

  @Override
  public Instant at() {
    return event.at();
  }

  @Override
  public String type() {
    return event.type();
  }

  @Override
  public JsonView payload() {
    return shown.apply(event.payload());
  }

  @Override
  public boolean replayed() {
    return event.replayed();
  }
}
