// SPDX-License-Identifier: Apache-2.0
/** What a handler would have answered: past traffic, asked again. */
@NullMarked
package dev.stationkeeper.server.replay;

import org.jspecify.annotations.NullMarked;
