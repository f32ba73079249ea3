// SPDX-License-Identifier: Apache-2.0
/** Block N, Diagnostics and Monitoring; 1.6 diagnostics and logs. */
@NullMarked
package dev.stationkeeper.station.diagnostics;

import org.jspecify.annotations.NullMarked;
