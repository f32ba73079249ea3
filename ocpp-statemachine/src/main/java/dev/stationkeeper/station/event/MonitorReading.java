// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One monitor of a variable as a station told it.
 *
 * @param id of the monitor, unique for the station
 * @param type UpperThreshold, LowerThreshold, Delta, Periodic, PeriodicClockAligned and others
 * @param severity 0 (danger) to 9 (debug)
 * @param origin of the monitor: HardWiredMonitor, PreconfiguredMonitor, CustomMonitor; null when it
 *     was not told
 */
public record MonitorReading(
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
    @Nullable String origin) {}
