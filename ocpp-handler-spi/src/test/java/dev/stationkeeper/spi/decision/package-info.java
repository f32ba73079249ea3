// SPDX-License-Identifier: Apache-2.0
/** The decisions, version by version. */
@NullMarked
package dev.stationkeeper.spi.decision;

import org.jspecify.annotations.NullMarked;
