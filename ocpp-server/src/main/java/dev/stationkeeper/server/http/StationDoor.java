// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.access.StationPasswords;
import org.jspecify.annotations.Nullable;

/** Carries out what operators say of how a station proves who it is. */
final class StationDoor {
  private static final int LONGEST_NAME = 64;

  private final StationAccessBook access;
  private final int defaultProfile;

  StationDoor(StationAccessBook access, int defaultProfile) {
    this.access = access;
    this.defaultProfile = defaultProfile;
  }

  /** What an operator says; null for what is not said. */
  record Wish(
      @Nullable Integer profile, @Nullable String password, @Nullable String certificateName) {
    @Override
    public String toString() {
      return "profile " + profile;
    }
  }

  /**
   * @throws ApiException with 422 when something of it cannot be
   */
  void check(Wish wish) {
    if (wish.profile() != null && (wish.profile() < 0 || wish.profile() > 3)) {
      throw ApiException.notValid(
          "A security profile is 0, 1, 2 or 3, not " + wish.profile() + ".");
    }
    if (wish.password() != null && !StationPasswords.isAllowed(wish.password())) {
      throw ApiException.notValid(
          "A station's password has 16 to 40 characters, none of them a control character.");
    }
    if (wish.certificateName() != null
        && (wish.certificateName().isBlank() || wish.certificateName().length() > LONGEST_NAME)) {
      throw ApiException.notValid("A certificate name has 1 to " + LONGEST_NAME + " characters.");
    }
  }

  /**
   * Of a station that was not known.
   *
   * @return the password that was made, null when none was
   */
  @Nullable String announce(StationId station, Wish wish, String by) {
    change(station, wish, wish.profile() != null, wish.certificateName() != null, by);
    int profile = wish.profile() == null ? defaultProfile : wish.profile();
    boolean needsOne = (profile == 1 || profile == 2) && wish.password() == null;
    return needsOne ? access.setGenerated(station, by) : null;
  }

  /** Of a known one; what is not named stays as it is. */
  void change(StationId station, Wish wish, boolean profile, boolean certificateName, String by) {
    StationAccessBook.Shown is = access.show(station);
    if (profile || certificateName) {
      access.set(
          station,
          profile ? wish.profile() : is.profile(),
          certificateName ? wish.certificateName() : is.certificateName(),
          by);
    }
    if (wish.password() != null) {
      access.setChosen(station, wish.password(), by);
    }
  }

  /** The security profile in force. */
  int profile(StationAccessBook.Shown shown) {
    return shown.profile() == null ? defaultProfile : shown.profile();
  }
}
