// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;

/**
 * A durable event, as observers see it.
 *
 * @param sequence of the station, gap-free from 1
 * @param type the event's type in the log
 * @param replayed true when it is told again and not for the first time
 */
public record Occurrence(
    long sequence, Instant at, String type, JsonView payload, boolean replayed) {}
