// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.spi.Alarms;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alarm when a connector is faulted, when a station has been offline for too long and when
 * a handler crashes or is quarantined, and closes it when that is over (a crash: after ten minutes
 * without another).
 *
 * <p>Setting {@code offlineAfter}: an ISO 8601 duration, default {@code PT5M}.
 */
@OcppHandlerInfo(
    id = "alarm",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.OBSERVER,
    order = 910)
public final class AlarmHandler implements OcppHandler {
  private static final String DEFAULT_OFFLINE_AFTER = "PT5M";

  private Duration offlineAfter = Duration.parse(DEFAULT_OFFLINE_AFTER);
  private @Nullable Alarms alarms;

  /** Made by {@link java.util.ServiceLoader}. */
  public AlarmHandler() {}

  @Override
  public void start(HandlerEnvironment environment) {
    String setting = environment.settings().getOrDefault("offlineAfter", DEFAULT_OFFLINE_AFTER);
    try {
      offlineAfter = Duration.parse(setting);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "offlineAfter is no ISO 8601 duration such as PT5M: " + setting, e);
    }
    alarms = environment.alarms();
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    Alarms to = alarms;
    if (to == null) {
      throw new IllegalStateException("open before start");
    }
    return new StationAlarms(station.station(), to, station.timers(), offlineAfter);
  }
}
