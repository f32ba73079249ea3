// SPDX-License-Identifier: Apache-2.0
/** One node: opens the log, brings the engines, the handlers and the gateway together. */
@NullMarked
package dev.stationkeeper.server.node;

import org.jspecify.annotations.NullMarked;
