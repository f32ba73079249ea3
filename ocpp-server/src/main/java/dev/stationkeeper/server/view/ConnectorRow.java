// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last status that a connector reported.
 *
 * @param evse null under 1.6
 * @param connector 0 under 1.6 is the station as a whole
 */
public record ConnectorRow(
    @Nullable Integer evse,
    int connector,
    String status,
    @Nullable String errorCode,
    @Nullable String info,
    Instant at) {}
