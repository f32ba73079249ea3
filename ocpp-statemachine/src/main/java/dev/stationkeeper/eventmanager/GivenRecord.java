// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An event of the log as a consumer sees it. Thread-safe. */
final class GivenRecord implements LoggedEvent {
  private final LoggedEvent event;
  private final UnaryOperator<JsonView> shown;

  // Made at the first look, which most events never have. Two at once make the same.
  private volatile @Nullable JsonView payload;

  /** {@code shown} as for {@link GivenEvent}. */
  GivenRecord(LoggedEvent event, UnaryOperator<JsonView> shown) {
    this.event = event;
    this.shown = shown;
  }

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
    JsonView known = payload;
    if (known == null) {
      known = shown.apply(event.payload());
      payload = known;
    }
    return known;
  }

  @Override
  public boolean replayed() {
    return event.replayed();
  }
}
