// SPDX-License-Identifier: Apache-2.0
/** Block G, Availability; 1.6 Core, Heartbeat, Status Notification, Change Availability. */
@NullMarked
package dev.stationkeeper.station.availability;

import org.jspecify.annotations.NullMarked;
