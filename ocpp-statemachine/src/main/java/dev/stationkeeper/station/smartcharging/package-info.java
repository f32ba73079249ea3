// SPDX-License-Identifier: Apache-2.0
/** Block K, Smart Charging; 1.6 Smart Charging profile. */
@NullMarked
package dev.stationkeeper.station.smartcharging;

import org.jspecify.annotations.NullMarked;
