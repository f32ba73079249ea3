// SPDX-License-Identifier: Apache-2.0
/** How fast events leave by each sink, and what a sink that stalls costs. */
@NullMarked
package dev.stationkeeper.benchmarks.sinks;

import org.jspecify.annotations.NullMarked;
