// SPDX-License-Identifier: Apache-2.0
/** Figures of the event log beside a plain file and SQLite. */
@NullMarked
package dev.stationkeeper.benchmarks.log;

import org.jspecify.annotations.NullMarked;
