// SPDX-License-Identifier: Apache-2.0
/**
 * A deterministic world of stations, sockets, handlers, log and operators around the real parts.
 */
@NullMarked
package dev.stationkeeper.world;

import org.jspecify.annotations.NullMarked;
