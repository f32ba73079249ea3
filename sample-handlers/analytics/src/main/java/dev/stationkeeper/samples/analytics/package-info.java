// SPDX-License-Identifier: Apache-2.0
/**
 * Sample: turns events of the log into flat records and sends them off in batches. The sinks are
 * plugins of their own.
 */
@NullMarked
package dev.stationkeeper.samples.analytics;

import org.jspecify.annotations.NullMarked;
