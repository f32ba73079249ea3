// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import java.time.Instant;

/** An event on its way into the log; the components mean what those of {@link LogRecord} do. */
public record LogEntry(String type, int version, Instant at, Cause cause, String json) {}
