// SPDX-License-Identifier: Apache-2.0
/**
 * Whether certificates were revoked: OCSP responders and revocation lists of others, asked with a
 * deadline and only where the configuration allows it.
 */
@NullMarked
package dev.stationkeeper.server.revocation;

import org.jspecify.annotations.NullMarked;
