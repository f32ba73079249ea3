// SPDX-License-Identifier: Apache-2.0
/** What a vendor's handler compiles against. */
@NullMarked
package dev.stationkeeper.spi;

import org.jspecify.annotations.NullMarked;
