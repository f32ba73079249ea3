// SPDX-License-Identifier: Apache-2.0
/** The facts of a station's life. State is their fold; types are added, never changed. */
@NullMarked
package dev.stationkeeper.station.event;

import org.jspecify.annotations.NullMarked;
