// SPDX-License-Identifier: Apache-2.0
/** Block F, Remote Control; 1.6 Core and Remote Trigger. */
@NullMarked
package dev.stationkeeper.station.remotecontrol;

import org.jspecify.annotations.NullMarked;
