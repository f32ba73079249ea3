// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * An attack to be carried out.
 *
 * @param url where stations connect, without the station's id; {@code ws} or {@code wss}
 * @param attackers that do it at the same time, 1 to 1,000
 * @param duration after which no new move is begun, at most 10 minutes
 * @param force true to attack what is not this machine
 */
public record AttackOptions(
    URI url, Attack attack, int attackers, Duration duration, boolean force) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public AttackOptions {
    boolean spoken = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!spoken || url.getHost() == null || url.getPort() < 1) {
      throw new IllegalArgumentException(
          "An attack goes to ws://HOST:PORT/ocpp or wss://HOST:PORT/ocpp, not to " + url);
    }
    if (attackers < 1 || attackers > 1_000) {
      throw new IllegalArgumentException("There are 1 to 1000 attackers, not " + attackers);
    }
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("An attack lasts at most 10 minutes, not " + duration);
    }
    if (!force && !isThisMachine(url.getHost())) {
      throw new IllegalArgumentException(
          url.getHost()
              + " is not this machine: attack only what is yours to attack, and say so (--force)");
    }
  }

  private static boolean isThisMachine(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("There is no host " + host, e);
    }
  }
}
