// SPDX-License-Identifier: Apache-2.0
/** How long an operator waits for a list of a large fleet. */
@NullMarked
package dev.stationkeeper.benchmarks.api;

import org.jspecify.annotations.NullMarked;
