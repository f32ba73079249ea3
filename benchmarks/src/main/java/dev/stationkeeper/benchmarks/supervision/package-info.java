// SPDX-License-Identifier: Apache-2.0
/** What supervision costs, and what crashes cost. */
@NullMarked
package dev.stationkeeper.benchmarks.supervision;

import org.jspecify.annotations.NullMarked;
