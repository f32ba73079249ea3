// SPDX-License-Identifier: Apache-2.0
/** Real servers as processes, for tests and benchmarks of sinks. */
@NullMarked
package dev.stationkeeper.samples.servers;

import org.jspecify.annotations.NullMarked;
