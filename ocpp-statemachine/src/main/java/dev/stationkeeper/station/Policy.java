// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.ocpp.quirk.QuirkRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;

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
 * @param quirks what is forgiven which stations
 * @param switchedOff actions of stations that are not offered here (NotSupported)
 * @param spread by how many percent at most a station's heartbeat and boot intervals are longer
 *     than said above, each station by a share of its own, so that a fleet does not come in step
 * @param contractsChecked true when somebody looks at every contract certificate before a token is
 *     decided on (C07.FR.05): who then accepts the token accepts the contract
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
    Map<String, Duration> deadlines,
    QuirkRules quirks,
    Set<String> switchedOff,
    int spread,
    boolean contractsChecked) {
  public Policy {
    deadlines = Map.copyOf(deadlines);
    switchedOff = Set.copyOf(switchedOff);
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
          Map.of(),
          QuirkRules.NONE,
          Set.of(),
          0,
          false);

  /** How long a step of a flow may take; {@code otherwise} when the operator says nothing. */
  Duration within(String kind, String step, Duration otherwise) {
    return deadlines.getOrDefault(kind + "." + step, otherwise);
  }

  /** The same with other times. */
  public Policy withIntervals(Duration heartbeat, Duration bootRetry, Duration call) {
    return with(
        draft -> {
          draft.heartbeatInterval = heartbeat;
          draft.bootRetryInterval = bootRetry;
          draft.callTimeout = call;
        });
  }

  /** The same with other lengths of a station's queues. */
  public Policy withQueues(int requests, int commands) {
    return with(
        draft -> {
          draft.inboundQueue = requests;
          draft.commandQueue = commands;
        });
  }

  /** The same with those deadlines of steps of flows, by {@code kind.step}. */
  public Policy withDeadlines(Map<String, Duration> steps) {
    return with(draft -> draft.deadlines = steps);
  }

  /** The same, forgiving what those rules say. */
  public Policy withQuirks(QuirkRules rules) {
    return with(draft -> draft.quirks = rules);
  }

  /** The same without those actions of stations. */
  public Policy withSwitchedOff(Set<String> actions) {
    return with(draft -> draft.switchedOff = actions);
  }

  /** The same with intervals that are spread by at most so many percent. */
  public Policy withSpread(int percent) {
    return with(draft -> draft.spread = percent);
  }

  /** The same, with somebody who looks at contract certificates. */
  public Policy withContractsChecked() {
    return with(draft -> draft.contractsChecked = true);
  }

  private Policy with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** The station's own share of the spread on top of {@code interval}; always the same. */
  public Duration spread(StationId station, Duration interval) {
    CRC32 sum = new CRC32();
    sum.update(station.value().getBytes(StandardCharsets.UTF_8));
    double share = (sum.getValue() & 0xffff) / 65_536.0;
    return interval.plusMillis((long) (interval.toMillis() * share * spread / 100));
  }

  /** A policy while one or two of its values are changed. */
  private static final class Draft {
    private Duration heartbeatInterval;
    private Duration bootRetryInterval;
    private Duration callTimeout;
    private int inboundQueue;
    private int commandQueue;
    private Map<String, Duration> deadlines;
    private QuirkRules quirks;
    private Set<String> switchedOff;
    private int spread;
    private boolean contractsChecked;
    private final Policy from;

    Draft(Policy from) {
      this.from = from;
      heartbeatInterval = from.heartbeatInterval;
      bootRetryInterval = from.bootRetryInterval;
      callTimeout = from.callTimeout;
      inboundQueue = from.inboundQueue;
      commandQueue = from.commandQueue;
      deadlines = from.deadlines;
      quirks = from.quirks;
      switchedOff = from.switchedOff;
      spread = from.spread;
      contractsChecked = from.contractsChecked;
    }

    Policy done() {
      return new Policy(
          heartbeatInterval,
          bootRetryInterval,
          from.defaultRegistration,
          callTimeout,
          from.decisionTimeout,
          inboundQueue,
          from.inboundQueueChars,
          commandQueue,
          deadlines,
          quirks,
          switchedOff,
          spread,
          contractsChecked);
    }
  }
}
