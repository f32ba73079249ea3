// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Users for tests, gone with the process. */
public final class InMemoryUsers implements Users {
  private final Map<String, User> users = new ConcurrentSkipListMap<>();
  private final Map<String, ApiToken> tokens = new ConcurrentSkipListMap<>();

  @Override
  public Optional<User> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public List<User> list() {
    return List.copyOf(users.values());
  }

  @Override
  public void put(User user, String by) {
    users.put(user.name(), user);
  }

  @Override
  public boolean remove(String name, String by) {
    return users.remove(name) != null;
  }

  @Override
  public Optional<ApiToken> findToken(String secretHash) {
    return tokens.values().stream().filter(t -> t.secretHash().equals(secretHash)).findFirst();
  }

  @Override
  public List<ApiToken> listTokens() {
    return List.copyOf(tokens.values());
  }

  @Override
  public void putToken(ApiToken token, String by) {
    tokens.put(token.name(), token);
  }

  @Override
  public boolean removeToken(String name, String by) {
    return tokens.remove(name) != null;
  }
}
