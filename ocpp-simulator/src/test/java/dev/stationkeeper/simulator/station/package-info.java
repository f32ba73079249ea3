// SPDX-License-Identifier: Apache-2.0
/** The station's machine without sockets, on a clock that the test turns. */
@NullMarked
package dev.stationkeeper.simulator.station;

import org.jspecify.annotations.NullMarked;
