// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.time.Duration;

/**
 * What an operator may choose about every station's machine.
 *
 * @param heartbeatInterval told to an accepted station when nobody decided otherwise
 * @param bootRetryInterval told to a station that is not accepted
 * @param defaultRegistration answer to a BootNotification that nobody decided: Accepted, Pending or
 *     Rejected
 * @param callTimeout how long a station may take to answer our CALL (RPC-10)
 * @param decisionTimeout how long a decision may take before the station gets InternalError
 * @param inboundQueue CALLs of one station that may wait for their answer
 * @param inboundQueueChars characters of payload in that queue
 * @param commandQueue commands of one station that may wait to be sent
 */
public record Policy(
    Duration heartbeatInterval,
    Duration bootRetryInterval,
    String defaultRegistration,
    Duration callTimeout,
    Duration decisionTimeout,
    int inboundQueue,
    int inboundQueueChars,
    int commandQueue) {
  /** The values of an installation that configures nothing. */
  public static final Policy DEFAULT =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Registration.ACCEPTED,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          64,
          1 << 20,
          100);
}
