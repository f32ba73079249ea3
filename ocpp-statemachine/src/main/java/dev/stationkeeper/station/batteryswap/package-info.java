// SPDX-License-Identifier: Apache-2.0
/** Block S of 2.1, Battery Swap. */
@NullMarked
package dev.stationkeeper.station.batteryswap;

import org.jspecify.annotations.NullMarked;
