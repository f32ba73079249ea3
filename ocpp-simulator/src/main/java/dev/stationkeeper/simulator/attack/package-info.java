// SPDX-License-Identifier: Apache-2.0
/** Attacks on a management system, to see that it stands them; against loopback unless forced. */
@NullMarked
package dev.stationkeeper.simulator.attack;

import org.jspecify.annotations.NullMarked;
