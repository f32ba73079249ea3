// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor of a variable of a station.
 *
 * @param id its number at the station
 * @param severity 0 (danger) to 9 (debug)
 * @param origin HardWiredMonitor, PreconfiguredMonitor or CustomMonitor; null when it was not told
 * @param isOld true when it was told before the station's last boot and not since: it may be gone,
 *     or have another number
 */
public record MonitorRow(
    int id,
    String component,
    @Nullable String componentInstance,
    @Nullable Integer evse,
    @Nullable Integer connector,
    String variable,
    @Nullable String variableInstance,
    String type,
    BigDecimal value,
    int severity,
    boolean transaction,
    @Nullable String origin,
    boolean isOld,
    Instant at) {}
