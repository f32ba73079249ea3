// SPDX-License-Identifier: Apache-2.0
/** Block I, Tariff and Cost, and C of 2.1, payment. */
@NullMarked
package dev.stationkeeper.station.tariffs;

import org.jspecify.annotations.NullMarked;
