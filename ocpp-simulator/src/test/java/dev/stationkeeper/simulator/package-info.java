// SPDX-License-Identifier: Apache-2.0
/** Stations over real sockets against a CSMS that the tests play. */
@NullMarked
package dev.stationkeeper.simulator;

import org.jspecify.annotations.NullMarked;
