// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is asked whether a certificate was revoked.
 *
 * @param stations what becomes of a station's certificate of which nothing can be learned
 * @param hosts that may be asked, by name, or by name and port with a colon between; others never
 *     are, whatever a certificate or a station says
 * @param time for one answer
 * @param contractAuthorities PEM files of those who issue contract certificates of vehicles; empty
 *     when contracts are not looked at
 */
public record RevocationSettings(
    Mode stations, Set<String> hosts, Duration time, List<Path> contractAuthorities) {
  /** Nobody is asked. */
  public static final RevocationSettings NONE =
      new RevocationSettings(Mode.OFF, Set.of(), Duration.ofSeconds(3), List.of());

  public RevocationSettings {
    hosts = hosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    contractAuthorities = List.copyOf(contractAuthorities);
  }

  /** What is made of an answer that cannot be had. */
  public enum Mode {
    /** Nobody is asked. */
    OFF,
    /** The certificate is good as long as nobody says otherwise. */
    SOFT,
    /** The certificate is refused. */
    HARD
  }
}
