// SPDX-License-Identifier: Apache-2.0
/** Handlers that each break one rule of the kit. */
@NullMarked
package dev.stationkeeper.tck.bad;

import org.jspecify.annotations.NullMarked;
