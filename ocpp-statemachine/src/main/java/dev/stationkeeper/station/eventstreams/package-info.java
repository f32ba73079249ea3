// SPDX-License-Identifier: Apache-2.0
/** Block N of 2.1, periodic event streams. */
@NullMarked
package dev.stationkeeper.station.eventstreams;

import org.jspecify.annotations.NullMarked;
