// SPDX-License-Identifier: Apache-2.0
/** Benchmarks. */
@NullMarked
package dev.stationkeeper.benchmarks;

import org.jspecify.annotations.NullMarked;
