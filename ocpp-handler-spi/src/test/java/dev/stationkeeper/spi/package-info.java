// SPDX-License-Identifier: Apache-2.0
/** The test of the SPI as a whole: what it promised is still there. */
@NullMarked
package dev.stationkeeper.spi;

import org.jspecify.annotations.NullMarked;
