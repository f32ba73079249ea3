// SPDX-License-Identifier: Apache-2.0
/** Block O, Display Message. */
@NullMarked
package dev.stationkeeper.station.display;

import org.jspecify.annotations.NullMarked;
