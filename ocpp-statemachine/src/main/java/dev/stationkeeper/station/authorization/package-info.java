// SPDX-License-Identifier: Apache-2.0
/** Block C, Authorization; 1.6 Core, Authorize. */
@NullMarked
package dev.stationkeeper.station.authorization;

import org.jspecify.annotations.NullMarked;
