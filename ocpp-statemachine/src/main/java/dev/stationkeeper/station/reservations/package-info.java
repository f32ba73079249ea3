// SPDX-License-Identifier: Apache-2.0
/** Block H, Reservation; 1.6 Reservation profile. */
@NullMarked
package dev.stationkeeper.station.reservations;

import org.jspecify.annotations.NullMarked;
