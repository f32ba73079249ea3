// SPDX-License-Identifier: Apache-2.0
/** Block P, Data Transfer. */
@NullMarked
package dev.stationkeeper.station.datatransfer;

import org.jspecify.annotations.NullMarked;
