// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One sampled value of a transaction, spelt as {@code MeterSample} spells it. */
public record MeterValueRow(
    Instant at,
    String value,
    String context,
    String measurand,
    @Nullable String phase,
    @Nullable String location,
    @Nullable String unit) {}
