// SPDX-License-Identifier: Apache-2.0
/** Block L, Firmware Management; 1.6 Firmware Management profile. */
@NullMarked
package dev.stationkeeper.station.firmware;

import org.jspecify.annotations.NullMarked;
