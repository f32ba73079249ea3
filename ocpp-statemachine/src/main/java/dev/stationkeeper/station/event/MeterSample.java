// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sampled value, defaults of the version filled in.
 *
 * @param value as the station wrote it, a decimal number or signed data
 * @param context for example {@code Sample.Periodic}
 * @param measurand for example {@code Energy.Active.Import.Register}
 * @param unit for example {@code Wh}; null where the measurand has none
 */
public record MeterSample(
    Instant at,
    String value,
    String context,
    String measurand,
    @Nullable String phase,
    @Nullable String location,
    @Nullable String unit) {}
