// SPDX-License-Identifier: Apache-2.0
/** Tests of the kit: its fake server, and its rules with handlers that break them. */
@NullMarked
package dev.stationkeeper.tck;

import org.jspecify.annotations.NullMarked;
