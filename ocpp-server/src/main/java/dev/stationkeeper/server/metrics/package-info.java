// SPDX-License-Identifier: Apache-2.0
/**
 * What is measured of a server, as Prometheus reads it. No label grows with stations, and what
 * comes from outside (actions, handlers' names) has a bound.
 */
@NullMarked
package dev.stationkeeper.server.metrics;

import org.jspecify.annotations.NullMarked;
