// SPDX-License-Identifier: Apache-2.0
/** OCPP-J: versions, identities, frames and error codes. Knows nothing of sockets or of a CSMS. */
@NullMarked
package dev.stationkeeper.ocpp;

import org.jspecify.annotations.NullMarked;
