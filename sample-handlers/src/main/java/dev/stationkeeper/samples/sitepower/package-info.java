// SPDX-License-Identifier: Apache-2.0
/**
 * Sample: stations of a site share one connection to the grid.
 *
 * <p>{@link dev.stationkeeper.samples.sitepower.Allocator} decides and knows no thread, no clock
 * and no server; {@code Site} runs it, one run at a time, beside the stations' calls. All currents
 * are whole tenths of an ampere, per phase: sums are exact, and 1.6 takes one decimal.
 */
@NullMarked
package dev.stationkeeper.samples.sitepower;

import org.jspecify.annotations.NullMarked;
