// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.ApiTokenPut;
import dev.stationkeeper.server.log.SystemEvent.ApiTokenRemoved;
import dev.stationkeeper.server.log.SystemEvent.UserPut;
import dev.stationkeeper.server.log.SystemEvent.UserRemoved;
import dev.stationkeeper.server.log.SystemPart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Users and API tokens as the log tells them. Thread-safe. */
public final class UserTable implements SystemPart {
  private static final Set<String> TYPES =
      Set.of("UserPut", "UserRemoved", "ApiTokenPut", "ApiTokenRemoved");

  /** As they were put: also one whose role this version does not know is told on. */
  private final Map<String, UserPut> users = new ConcurrentSkipListMap<>();

  private final Map<String, ApiTokenPut> tokens = new ConcurrentSkipListMap<>();
  private final Map<String, ApiTokenPut> tokensByHash = new ConcurrentHashMap<>();

  /** Without users. */
  public UserTable() {}

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public void apply(SystemEvent event, Instant at) {
    switch (event) {
      case UserPut put -> users.put(put.name(), put);
      case UserRemoved removed -> users.remove(removed.name());
      case ApiTokenPut put -> {
        forget(put.name());
        tokens.put(put.name(), put);
        tokensByHash.put(put.secretHash(), put);
      }
      case ApiTokenRemoved removed -> forget(removed.name());
      default -> {
        // Not about users.
      }
    }
  }

  private void forget(String token) {
    ApiTokenPut known = tokens.remove(token);
    if (known != null) {
      tokensByHash.remove(known.secretHash());
    }
  }

  @Override
  public void condensed(BiConsumer<SystemEvent, Instant> to) {
    users.values().forEach(put -> to.accept(put, Instant.EPOCH));
    tokens.values().forEach(put -> to.accept(put, Instant.EPOCH));
  }

  boolean hasUser(String name) {
    return users.containsKey(name);
  }

  boolean hasToken(String name) {
    return tokens.containsKey(name);
  }

  Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name)).flatMap(UserTable::user);
  }

  List<User> users() {
    return users.values().stream().flatMap(put -> user(put).stream()).toList();
  }

  Optional<ApiToken> tokenOf(String secretHash) {
    return Optional.ofNullable(tokensByHash.get(secretHash)).flatMap(UserTable::token);
  }

  List<ApiToken> tokens() {
    return tokens.values().stream().flatMap(put -> token(put).stream()).toList();
  }

  private static Optional<User> user(UserPut put) {
    return Role.of(put.role()).map(role -> new User(put.name(), role, put.passwordHash()));
  }

  private static Optional<ApiToken> token(ApiTokenPut put) {
    return Role.of(put.role()).map(role -> new ApiToken(put.name(), role, put.secretHash()));
  }

  /** Who has a role that this version does not know: he may do nothing here. */
  List<String> ofUnknownRole() {
    return Stream.concat(
            users.values().stream().filter(put -> user(put).isEmpty()).map(UserPut::name),
            tokens.values().stream().filter(put -> token(put).isEmpty()).map(ApiTokenPut::name))
        .toList();
  }
}
