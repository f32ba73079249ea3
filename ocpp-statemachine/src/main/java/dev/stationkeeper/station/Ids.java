// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

/** Where the machine takes fresh names from, so that a test or a replay can give its own. */
public interface Ids {
  /** A message id never used before towards any station, at most 36 characters (RPC-04). */
  String messageId();

  /** A positive 1.6 transaction id, unique over all stations and restarts (T16-06). */
  int transactionId();
}
