// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;

/**
 * Where a command stands.
 *
 * @param response the station's payload verbatim, or code and description of an error; the empty
 *     object while there is none
 */
public record CommandResult(String commandId, CommandStatus status, JsonView response) {}
