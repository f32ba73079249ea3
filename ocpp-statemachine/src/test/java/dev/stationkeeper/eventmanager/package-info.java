// SPDX-License-Identifier: Apache-2.0
/** Supervision, proved against deliberately broken handlers. */
@NullMarked
package dev.stationkeeper.eventmanager;

import org.jspecify.annotations.NullMarked;
