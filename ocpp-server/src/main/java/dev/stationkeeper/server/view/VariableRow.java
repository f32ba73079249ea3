// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a variable of a station's device model, or a 1.6 configuration key.
 *
 * @param component empty for a 1.6 configuration key
 * @param attribute Actual, Target, MinSet or MaxSet
 * @param value null when it is unset or not to be read; passwords are never shown
 * @param mutability ReadOnly, WriteOnly or ReadWrite; null when it was never told
 * @param characteristics as the station told them (2.x)
 * @param source the action that told the value
 */
public record VariableRow(
    String component,
    @Nullable String componentInstance,
    @Nullable Integer evse,
    @Nullable Integer connector,
    String variable,
    @Nullable String variableInstance,
    String attribute,
    @Nullable String value,
    @Nullable String mutability,
    @Nullable JsonView characteristics,
    String source,
    Instant at) {}
