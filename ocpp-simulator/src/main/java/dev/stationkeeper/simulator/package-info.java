// SPDX-License-Identifier: Apache-2.0
/**
 * Simulated charging stations: single ones that a test drives by script, and fleets that live by
 * themselves, for demos and load.
 */
@NullMarked
package dev.stationkeeper.simulator;

import org.jspecify.annotations.NullMarked;
