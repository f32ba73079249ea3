// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.util.List;
import java.util.Optional;

/**
 * Where users and API tokens are kept. Thread-safe; a change is on disk when its method returns.
 */
public interface Users {
  /** The user with that name. */
  Optional<User> find(String name);

  /** Every user, by name. */
  List<User> list();

  /** Adds or replaces the user. {@code by} is who did it, for the audit. */
  void put(User user, String by);

  /** Removes the user; false when there is none. */
  boolean remove(String name, String by);

  /** The API token whose secret has that SHA-256, hexadecimal. */
  Optional<ApiToken> findToken(String secretHash);

  /** Every API token, by name. */
  List<ApiToken> listTokens();

  /** Adds or replaces the API token with that name. */
  void putToken(ApiToken token, String by);

  /** Removes the API token; false when there is none. */
  boolean removeToken(String name, String by);
}
