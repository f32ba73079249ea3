// SPDX-License-Identifier: Apache-2.0
/** The event manager: handler slots, supervision, and the only place that calls vendor code. */
@NullMarked
package dev.stationkeeper.eventmanager;

import org.jspecify.annotations.NullMarked;
