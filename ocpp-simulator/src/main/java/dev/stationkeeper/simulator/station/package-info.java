// SPDX-License-Identifier: Apache-2.0
/**
 * One charging station as a small deterministic machine: it is told what the world did to it, and
 * asks the world to connect, send and wake it. No socket, clock or thread of its own.
 */
@NullMarked
package dev.stationkeeper.simulator.station;

import org.jspecify.annotations.NullMarked;
