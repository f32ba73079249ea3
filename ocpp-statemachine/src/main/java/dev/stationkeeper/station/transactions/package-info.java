// SPDX-License-Identifier: Apache-2.0
/** Blocks E, Transactions, and J, Meter Values; 1.6 Core, Start and Stop Transaction. */
@NullMarked
package dev.stationkeeper.station.transactions;

import org.jspecify.annotations.NullMarked;
