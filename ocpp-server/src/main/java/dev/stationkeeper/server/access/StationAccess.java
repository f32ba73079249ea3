// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import org.jspecify.annotations.Nullable;

/**
 * How a station proves who it is. Immutable.
 *
 * @param profile security profile 0 to 3; null for the server's default
 * @param certificateName what its certificate names it; null for its id
 * @param passwordHash null without a password
 * @param stagedHash of the password that it is about to get; null when there is none
 * @param knockedFrom where it came from when it was not known; null for one that was announced
 */
record StationAccess(
    boolean announced,
    boolean pending,
    @Nullable Integer profile,
    @Nullable String certificateName,
    @Nullable String passwordHash,
    @Nullable String stagedHash,
    @Nullable String knockedFrom) {
  /** Of a station that nobody has heard of. */
  static final StationAccess NONE = new StationAccess(false, false, null, null, null, null, null);

  boolean isKnown() {
    return announced || pending;
  }

  StationAccess asAnnounced() {
    return new StationAccess(
        true, pending, profile, certificateName, passwordHash, stagedHash, knockedFrom);
  }

  StationAccess asPending(String from) {
    return new StationAccess(
        announced, true, profile, certificateName, passwordHash, stagedHash, from);
  }

  StationAccess asApproved() {
    return new StationAccess(
        true, false, profile, certificateName, passwordHash, stagedHash, knockedFrom);
  }

  StationAccess with(@Nullable Integer newProfile, @Nullable String newName) {
    return new StationAccess(
        announced, pending, newProfile, newName, passwordHash, stagedHash, knockedFrom);
  }

  StationAccess withPasswords(@Nullable String current, @Nullable String staged) {
    return new StationAccess(
        announced, pending, profile, certificateName, current, staged, knockedFrom);
  }
}
