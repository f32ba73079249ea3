// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and writes payloads as streams, with validation on the way. Public only because the
 * generated message packages call it; everyone else uses {@code MessageCatalogue}.
 */
@NullMarked
package dev.stationkeeper.ocpp.codec;

import org.jspecify.annotations.NullMarked;
