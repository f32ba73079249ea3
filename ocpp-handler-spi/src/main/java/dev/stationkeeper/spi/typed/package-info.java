// SPDX-License-Identifier: Apache-2.0
/**
 * Handlers with a method for each action, one base class per OCPP version. A later version is a
 * class beside these; a class here only ever gains methods that pass.
 *
 * <p>A handler that serves stations of several versions holds one of each and gives every request
 * to all in turn until one does not pass: each passes what is not of its version.
 */
@NullMarked
package dev.stationkeeper.spi.typed;

import org.jspecify.annotations.NullMarked;
