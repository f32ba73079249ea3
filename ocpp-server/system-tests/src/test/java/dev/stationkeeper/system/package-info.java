// SPDX-License-Identifier: Apache-2.0
/** Tests that start the real server process and speak to it over real sockets. */
@NullMarked
package dev.stationkeeper.system;

import org.jspecify.annotations.NullMarked;
