// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks of whole servers under simulated stations: ours, bare transports that answer the same
 * frames, and others' servers. The server is a process of its own, on a core of its own.
 */
@NullMarked
package dev.stationkeeper.benchmarks.load;

import org.jspecify.annotations.NullMarked;
