// SPDX-License-Identifier: Apache-2.0
/**
 * The station's state machine: pure, value-typed, without clock, thread, socket, handler or log.
 */
@NullMarked
package dev.stationkeeper.station;

import org.jspecify.annotations.NullMarked;
