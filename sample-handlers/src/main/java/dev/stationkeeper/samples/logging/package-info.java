// SPDX-License-Identifier: Apache-2.0
/** Sample: writes what happens to stations as JSON lines. */
@NullMarked
package dev.stationkeeper.samples.logging;

import org.jspecify.annotations.NullMarked;
