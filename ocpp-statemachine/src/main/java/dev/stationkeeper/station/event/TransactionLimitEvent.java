// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;

/** Limits of cost, energy, time and charge of a transaction (2.1, E16). */
public sealed interface TransactionLimitEvent extends BlockEvent {
  /** We gave limits in an answer; those that are not named stay what they were. */
  record TransactionLimitGiven(String transactionId, JsonView limit)
      implements TransactionLimitEvent {}

  /** The station told which limits are in force. */
  record TransactionLimitTold(String transactionId, JsonView limit)
      implements TransactionLimitEvent {}
}
