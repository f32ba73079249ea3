// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.time.Duration;
import java.util.Map;

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
 * @param deadlines of steps of flows where they differ from the kind's own, by {@code kind.step},
 *     for example {@code reset.down}
 */
public record Policy(
    Duration heartbeatInterval,
    Duration bootRetryInterval,
    String defaultRegistration,
    Duration callTimeout,
    Duration decisionTimeout,
    int inboundQueue,
    int inboundQueueChars,
    int commandQueue,
    Map<String, Duration> deadlines) {
  public Policy {
    deadlines = Map.copyOf(deadlines);
  }

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
          100,
          Map.of());

  /** How long a step of a flow may take; {@code otherwise} when the operator says nothing. */
  Duration within(String kind, String step, Duration otherwise) {
    return deadlines.getOrDefault(kind + "." + step, otherwise);
  }
}
