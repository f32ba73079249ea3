// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import java.time.Instant;

/**
 * An event as it lies in the log, its payload not looked into.
 *
 * @param position global, rises by one with every event of any stream
 * @param stream a station id or {@link SystemLog#STREAM}
 * @param sequence the stream's own, gap-free from 1
 * @param type name of the event's type
 * @param version of the type's layout
 * @param json the attributes, one JSON object
 */
public record LogRecord(
    long position,
    String stream,
    long sequence,
    Instant at,
    Cause cause,
    String type,
    int version,
    String json) {}
