// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a variable as a station told it. A 1.6 configuration key is a variable of no
 * component.
 *
 * @param component empty under 1.6
 * @param attribute Actual, Target, MinSet or MaxSet
 * @param value null when it is unset, unknown to the station or not to be read
 * @param mutability ReadOnly, WriteOnly or ReadWrite; null when it was not told
 * @param characteristics as the station told them (2.x)
 */
public record VariableReading(
    String component,
    @Nullable String componentInstance,
    @Nullable Integer evse,
    @Nullable Integer connector,
    String variable,
    @Nullable String variableInstance,
    String attribute,
    @Nullable String value,
    @Nullable String mutability,
    @Nullable JsonView characteristics) {
  /** The attribute that is meant when none is named. */
  public static final String ACTUAL = "Actual";
}
