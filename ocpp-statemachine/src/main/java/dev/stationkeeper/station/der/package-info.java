// SPDX-License-Identifier: Apache-2.0
/** Block R of 2.1, DER Control. */
@NullMarked
package dev.stationkeeper.station.der;

import org.jspecify.annotations.NullMarked;
