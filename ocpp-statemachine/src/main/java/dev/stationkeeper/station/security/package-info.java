// SPDX-License-Identifier: Apache-2.0
/** Blocks A, Security, and M, ISO 15118 Certificate Management; 1.6 security whitepaper. */
@NullMarked
package dev.stationkeeper.station.security;

import org.jspecify.annotations.NullMarked;
