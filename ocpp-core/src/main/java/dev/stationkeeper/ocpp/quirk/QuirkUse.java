// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import dev.stationkeeper.ocpp.Fault;

/**
 * A quirk let a fault pass.
 *
 * @param fault the rule that was broken, where, and the value as it was sent
 */
public record QuirkUse(Quirk quirk, Fault fault) {}
