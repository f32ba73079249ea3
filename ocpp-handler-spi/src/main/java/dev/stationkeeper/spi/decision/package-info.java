// SPDX-License-Identifier: Apache-2.0
/**
 * Decisions that mean the same in every OCPP version. A vendor extends {@link
 * dev.stationkeeper.spi.decision.DecisionHandler} and never sees a payload.
 */
@NullMarked
package dev.stationkeeper.spi.decision;

import org.jspecify.annotations.NullMarked;
