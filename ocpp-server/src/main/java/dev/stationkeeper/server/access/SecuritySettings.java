// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.server.revocation.RevocationSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect.
 *
 * @param defaultProfile security profile 0 to 3 of stations that have none of their own
 * @param keyFile of the server's own key; made when it is not there
 * @param attempts wrong passwords in a row, per station and address, before a pause
 * @param maxPending stations that may wait for approval
 * @param organisation that station certificates must name; empty for any
 * @param authority file of the built-in certificate authority; null for none
 * @param revocation who is asked whether certificates were revoked
 */
public record SecuritySettings(
    int defaultProfile,
    UnknownStations unknownStations,
    Path keyFile,
    int attempts,
    Duration pause,
    int maxPending,
    String organisation,
    @Nullable Path authority,
    RevocationSettings revocation) {
  /** Anybody may connect. */
  public static SecuritySettings open(Path keyFile) {
    return new SecuritySettings(
        0,
        UnknownStations.ACCEPT,
        keyFile,
        10,
        Duration.ofMinutes(1),
        1_000,
        "",
        null,
        RevocationSettings.NONE);
  }

  /** The same with that profile. */
  public SecuritySettings withDefaultProfile(int profile) {
    return new SecuritySettings(
        profile,
        unknownStations,
        keyFile,
        attempts,
        pause,
        maxPending,
        organisation,
        authority,
        revocation);
  }

  /** The same with that policy. */
  public SecuritySettings withUnknownStations(UnknownStations policy) {
    return new SecuritySettings(
        defaultProfile,
        policy,
        keyFile,
        attempts,
        pause,
        maxPending,
        organisation,
        authority,
        revocation);
  }

  /** The same with that organisation. */
  public SecuritySettings withOrganisation(String name) {
    return new SecuritySettings(
        defaultProfile,
        unknownStations,
        keyFile,
        attempts,
        pause,
        maxPending,
        name,
        authority,
        revocation);
  }

  /** The same with an authority in that file. */
  public SecuritySettings withAuthority(Path file) {
    return new SecuritySettings(
        defaultProfile,
        unknownStations,
        keyFile,
        attempts,
        pause,
        maxPending,
        organisation,
        file,
        revocation);
  }

  /** The same, asking those. */
  public SecuritySettings withRevocation(RevocationSettings asked) {
    return new SecuritySettings(
        defaultProfile,
        unknownStations,
        keyFile,
        attempts,
        pause,
        maxPending,
        organisation,
        authority,
        asked);
  }

  /** Where the root of the authority in {@code file} is written for whoever has to trust it. */
  public static Path rootOf(Path file) {
    return file.resolveSibling("root.pem");
  }

  /** Where its revocation lists are written for others. */
  public static Path revocationListOf(Path file) {
    return file.resolveSibling("revoked.crl");
  }
}
