// SPDX-License-Identifier: Apache-2.0
/** What reading, checking and writing a payload costs, beside the usual ways to do it. */
@NullMarked
package dev.stationkeeper.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
