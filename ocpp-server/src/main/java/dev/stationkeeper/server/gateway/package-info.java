// SPDX-License-Identifier: Apache-2.0
/** WebSocket gateway: owns the sockets; nothing of the WebSocket library is seen behind it. */
@NullMarked
package dev.stationkeeper.server.gateway;

import org.jspecify.annotations.NullMarked;
