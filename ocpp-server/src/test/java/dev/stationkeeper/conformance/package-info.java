// SPDX-License-Identifier: Apache-2.0
/** Which requirement is covered by which test, read from the sources of all tests. */
@NullMarked
package dev.stationkeeper.conformance;

import org.jspecify.annotations.NullMarked;
