// SPDX-License-Identifier: Apache-2.0
/** Sample handlers. */
@NullMarked
package dev.stationkeeper.samples;

import org.jspecify.annotations.NullMarked;
