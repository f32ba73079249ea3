// SPDX-License-Identifier: Apache-2.0
/** Traces of messages and commands, for a collector of OpenTelemetry. Off unless it is named. */
@NullMarked
package dev.stationkeeper.server.trace;

import org.jspecify.annotations.NullMarked;
