// SPDX-License-Identifier: Apache-2.0
/** A read model with metrics of its own, made anew from the log when its unit changes. */
@NullMarked
package dev.stationkeeper.samples.metrics;

import org.jspecify.annotations.NullMarked;
