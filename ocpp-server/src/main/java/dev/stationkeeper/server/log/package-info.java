// SPDX-License-Identifier: Apache-2.0
/** The embedded event log. */
@NullMarked
package dev.stationkeeper.server.log;

import org.jspecify.annotations.NullMarked;
