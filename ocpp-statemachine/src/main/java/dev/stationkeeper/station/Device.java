// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent.BootNotified;
import org.jspecify.annotations.Nullable;

/** What the station said that it is, in its last BootNotification. */
public record Device(
    String vendor,
    String model,
    @Nullable String serialNumber,
    @Nullable String firmwareVersion,
    @Nullable String iccid,
    @Nullable String imsi) {

  static Device of(BootNotified boot) {
    return new Device(
        boot.vendor(),
        boot.model(),
        boot.serialNumber(),
        boot.firmwareVersion(),
        boot.iccid(),
        boot.imsi());
  }
}
