// SPDX-License-Identifier: Apache-2.0
/** What a consumer makes of the log, kept together with the position up to which it goes. */
@NullMarked
package dev.stationkeeper.samples.state;

import org.jspecify.annotations.NullMarked;
