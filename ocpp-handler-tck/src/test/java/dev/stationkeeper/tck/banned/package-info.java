// SPDX-License-Identifier: Apache-2.0
/** A handler that calls what is banned. */
@NullMarked
package dev.stationkeeper.tck.banned;

import org.jspecify.annotations.NullMarked;
