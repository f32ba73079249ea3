// SPDX-License-Identifier: Apache-2.0
/** Looks at firmware before stations are told to install it. */
@NullMarked
package dev.stationkeeper.server.firmware;

import org.jspecify.annotations.NullMarked;
