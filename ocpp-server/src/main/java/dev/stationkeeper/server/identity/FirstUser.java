// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees to it that somebody can log in after the first start, and that nobody else can. */
public final class FirstUser {
  /** The user that the first start creates. */
  public static final String NAME = "admin";

  private FirstUser() {}

  /**
   * Creates {@code admin} when there is no user at all.
   *
   * @param wanted the password to give it; null for a random one
   * @return the random password, to be shown once; empty when none was made
   */
  public static Optional<String> create(Users users, @Nullable String wanted, SecureRandom random) {
    if (!users.list().isEmpty()) {
      return Optional.empty();
    }
    String password = wanted == null ? Secrets.password(random) : wanted;
    users.put(new User(NAME, Role.ADMIN, PasswordHash.of(password, random)), "first start");
    return wanted == null ? Optional.of(password) : Optional.empty();
  }
}
