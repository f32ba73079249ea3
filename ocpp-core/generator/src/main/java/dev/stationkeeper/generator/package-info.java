// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the message definitions and writes the Java types of ocpp-core. Runs at build time only.
 */
@NullMarked
package dev.stationkeeper.generator;

import org.jspecify.annotations.NullMarked;
