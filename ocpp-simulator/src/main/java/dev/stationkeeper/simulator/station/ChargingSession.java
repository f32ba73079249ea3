// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import org.jspecify.annotations.Nullable;

/** A transaction as the station knows it. */
final class ChargingSession {
  /** The station's own id: the transactionId of 2.x. */
  final String id;

  final String idToken;
  final int meterStart;
  final @Nullable Long remoteStartId;
  final @Nullable Integer reservationId;
  final double powerWatts;

  /** 1.6: the id that the CSMS gave; -1 until (and unless) it did (1.6 errata 3.18). */
  long transactionId = -1;

  int seqNo;
  boolean charging = true;
  boolean ended;

  ChargingSession(
      String id,
      String idToken,
      int meterStart,
      @Nullable Long remoteStartId,
      @Nullable Integer reservationId,
      double powerWatts) {
    this.id = id;
    this.idToken = idToken;
    this.meterStart = meterStart;
    this.remoteStartId = remoteStartId;
    this.reservationId = reservationId;
    this.powerWatts = powerWatts;
  }
}
