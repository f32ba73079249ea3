// SPDX-License-Identifier: Apache-2.0
/** Block D, Local Authorization List; 1.6 Local Auth List Management. */
@NullMarked
package dev.stationkeeper.station.locallist;

import org.jspecify.annotations.NullMarked;
