// SPDX-License-Identifier: Apache-2.0
/** How stations prove who they are, and who of them may connect. */
@NullMarked
package dev.stationkeeper.server.access;

import org.jspecify.annotations.NullMarked;
