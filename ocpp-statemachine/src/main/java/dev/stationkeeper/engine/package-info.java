// SPDX-License-Identifier: Apache-2.0
/** Runs one station: feeds the machine, makes its events durable, then carries out its effects. */
@NullMarked
package dev.stationkeeper.engine;

import org.jspecify.annotations.NullMarked;
