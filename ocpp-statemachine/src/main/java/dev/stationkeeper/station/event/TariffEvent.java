// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tariffs that a station has, and how it was paid (2.1). */
public sealed interface TariffEvent extends BlockEvent {
  /**
   * The station took a tariff.
   *
   * @param evse of a default tariff, 0 for all; null for the tariff of a transaction
   * @param transactionId null for a default tariff
   * @param digest of what is in it; null where an older server wrote the event
   */
  record TariffInstalled(
      String tariffId,
      @Nullable Integer evse,
      @Nullable String transactionId,
      @Nullable String digest)
      implements TariffEvent {}

  /** A driver's own tariff went with the answer to Authorize (I08). */
  record DriverTariffGiven(String tariffId, String digest) implements TariffEvent {}

  /** The station has these tariffs no longer, once their transactions are over (I10). */
  record TariffsCleared(List<String> tariffIds) implements TariffEvent {
    public TariffsCleared {
      tariffIds = List.copyOf(tariffIds);
    }
  }

  /**
   * A payment was settled, or was not (C21, C22).
   *
   * @param pspRef by which the payment provider knows it
   * @param status Settled, Canceled, Rejected or Failed
   */
  record SettlementReported(
      String pspRef,
      @Nullable String transactionId,
      String status,
      BigDecimal amount,
      Instant at,
      @Nullable String receiptId)
      implements TariffEvent {}
}
