// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a station proves who it is. Immutable.
 *
 * @param profile security profile 0 to 3; null for the server's default
 * @param certificateName what its certificate names it; null for its id
 * @param passwordHash null without a password
 * @param staged passwords that it is about to get, in the order in which they were sent
 * @param knockedFrom where it came from when it was not known; null for one that was announced
 */
record StationAccess(
    boolean announced,
    boolean pending,
    @Nullable Integer profile,
    @Nullable String certificateName,
    @Nullable String passwordHash,
    List<Staged> staged,
    @Nullable String knockedFrom) {
  /** Passwords without an end at a time; one more, and the oldest of them is good no more. */
  static final int MOST_STAGED = 8;

  /** Of a station that nobody has heard of. */
  static final StationAccess NONE =
      new StationAccess(false, false, null, null, null, List.of(), null);

  StationAccess {
    staged = List.copyOf(staged);
  }

  /**
   * A password under way.
   *
   * @param command that brings it to the station; null when somebody else does
   */
  record Staged(String hash, @Nullable String command) {}

  boolean isKnown() {
    return announced || pending;
  }

  StationAccess asAnnounced() {
    return new StationAccess(
        true, pending, profile, certificateName, passwordHash, staged, knockedFrom);
  }

  StationAccess asPending(String from) {
    return new StationAccess(announced, true, profile, certificateName, passwordHash, staged, from);
  }

  StationAccess asApproved() {
    return new StationAccess(
        true, false, profile, certificateName, passwordHash, staged, knockedFrom);
  }

  StationAccess with(@Nullable Integer newProfile, @Nullable String newName) {
    return new StationAccess(
        announced, pending, newProfile, newName, passwordHash, staged, knockedFrom);
  }

  /** With that password and no other. */
  StationAccess withPassword(String hash) {
    return withPasswords(hash, List.of());
  }

  /** The same password, kept in another way. */
  StationAccess rehashed(String before, String after) {
    return before.equals(passwordHash) ? withPasswords(after, staged) : this;
  }

  StationAccess staging(String hash, @Nullable String command) {
    List<Staged> all =
        Stream.concat(staged.stream(), Stream.of(new Staged(hash, command))).toList();
    return withPasswords(
        passwordHash, all.subList(Math.max(0, all.size() - MOST_STAGED), all.size()));
  }

  /** It has that one; what was sent after it may still come, what was sent before is over. */
  StationAccess confirming(@Nullable String hash) {
    int at = placeOf(hash);
    return at < 0
        ? this
        : withPasswords(staged.get(at).hash(), staged.subList(at + 1, staged.size()));
  }

  /** It will not have that one. */
  StationAccess dropping(@Nullable String hash) {
    int at = placeOf(hash);
    return at < 0
        ? this
        : withPasswords(
            passwordHash,
            Stream.concat(
                    staged.subList(0, at).stream(), staged.subList(at + 1, staged.size()).stream())
                .toList());
  }

  /** Without a hash, as earlier builds told it, the newest is meant. */
  private int placeOf(@Nullable String hash) {
    for (int i = staged.size() - 1; i >= 0; i--) {
      if (hash == null || staged.get(i).hash().equals(hash)) {
        return i;
      }
    }
    return -1;
  }

  private StationAccess withPasswords(@Nullable String current, List<Staged> underWay) {
    return new StationAccess(
        announced, pending, profile, certificateName, current, underWay, knockedFrom);
  }
}
