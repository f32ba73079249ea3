// SPDX-License-Identifier: Apache-2.0
/** The server's side of TLS: certificates from files, taken up anew without a restart. */
@NullMarked
package dev.stationkeeper.server.tls;

import org.jspecify.annotations.NullMarked;
