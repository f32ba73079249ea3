// SPDX-License-Identifier: Apache-2.0
/** Simulated charging stations. */
@NullMarked
package dev.stationkeeper.simulator;

import org.jspecify.annotations.NullMarked;
