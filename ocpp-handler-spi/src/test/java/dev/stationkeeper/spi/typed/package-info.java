// SPDX-License-Identifier: Apache-2.0
/** Tests of the typed bases. */
@NullMarked
package dev.stationkeeper.spi.typed;

import org.jspecify.annotations.NullMarked;
