// SPDX-License-Identifier: Apache-2.0
/** Block B, Provisioning: boot, configuration and device model, reports, reset. */
@NullMarked
package dev.stationkeeper.station.provisioning;

import org.jspecify.annotations.NullMarked;
