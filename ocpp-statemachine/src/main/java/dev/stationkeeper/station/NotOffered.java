// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.ErrorCode;

/** The refusal of an action that is known and that nobody here serves (RPC-24). */
public final class NotOffered {
  public static final Verdict VERDICT =
      new Verdict.Refusal(ErrorCode.NOT_SUPPORTED, "This action is not offered here");

  private NotOffered() {}
}
