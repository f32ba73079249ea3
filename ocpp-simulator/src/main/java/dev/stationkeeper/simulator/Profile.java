// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.util.Locale;

/** What a fleet does all day. */
public enum Profile {
  /** Cars come and go within seconds, connections are lost: life within a minute. */
  DEMO,
  /** The day of a public network: mostly heartbeats, some sessions with meter values. */
  DAILY,
  /** All connections are lost at once after a third of the time, and come back. */
  STORM,
  /** Heartbeats at a fixed total rate, whatever the answers take: the open load of a benchmark. */
  STEADY,
  /**
   * Heartbeats flat out: every station sends the next when the last is answered. A closed loop, to
   * find a limit; its latencies say how long a queue is, not what a driver would wait.
   */
  HEARTBEATS,
  /** Transactions flat out: begin, eight meter values, end, again; a closed loop. */
  TRANSACTIONS,
  /** Authorisations flat out, each of another token; a closed loop. */
  AUTHORIZATIONS;

  /**
   * The profile of a name such as {@code daily}.
   *
   * @throws IllegalArgumentException when there is none; the message lists them
   */
  public static Profile of(String name) {
    for (Profile profile : values()) {
      if (profile.name().equalsIgnoreCase(name)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "No profile '"
            + name
            + "': demo, daily, storm, steady, heartbeats, transactions or authorizations");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
