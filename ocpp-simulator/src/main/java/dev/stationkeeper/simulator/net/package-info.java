// SPDX-License-Identifier: Apache-2.0
/** Stations' WebSocket connections: non-blocking, a few event loops for all of them. */
@NullMarked
package dev.stationkeeper.simulator.net;

import org.jspecify.annotations.NullMarked;
