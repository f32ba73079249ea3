// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import dev.stationkeeper.server.log.NotKeptException;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users and API tokens, kept as events of the log and folded into memory at the start: there are
 * few, and a login must not wait for a read model. Thread-safe.
 */
public final class LoggedUsers implements Users {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedUsers.class);

  private final SystemLog log;
  private final Map<String, User> users = new ConcurrentSkipListMap<>();
  private final Map<String, ApiToken> tokens = new ConcurrentSkipListMap<>();
  private final Map<String, ApiToken> tokensByHash = new ConcurrentHashMap<>();

  private LoggedUsers(SystemLog log) {
    this.log = log;
  }

  /** Folds what {@code log} knows. Blocks while it reads the stream of system events. */
  public static LoggedUsers open(SegmentedLog log, SystemLog system) {
    LoggedUsers users = new LoggedUsers(system);
    log.read(
        SystemLog.STREAM,
        0,
        0,
        record -> {
          SystemLog.typed(record).ifPresent(users::apply);
          return true;
        });
    return users;
  }

  @Override
  public Optional<User> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public List<User> list() {
    return List.copyOf(users.values());
  }

  @Override
  public synchronized void put(User user, String by) {
    append(new SystemEvent.UserPut(user.name(), user.role().wireName(), user.passwordHash()), by);
  }

  @Override
  public synchronized boolean remove(String name, String by) {
    if (!users.containsKey(name)) {
      return false;
    }
    append(new SystemEvent.UserRemoved(name), by);
    return true;
  }

  @Override
  public Optional<ApiToken> findToken(String secretHash) {
    return Optional.ofNullable(tokensByHash.get(secretHash));
  }

  @Override
  public List<ApiToken> listTokens() {
    return List.copyOf(tokens.values());
  }

  @Override
  public synchronized void putToken(ApiToken token, String by) {
    append(
        new SystemEvent.ApiTokenPut(token.name(), token.role().wireName(), token.secretHash()), by);
  }

  @Override
  public synchronized boolean removeToken(String name, String by) {
    if (!tokens.containsKey(name)) {
      return false;
    }
    append(new SystemEvent.ApiTokenRemoved(name), by);
    return true;
  }

  private void append(SystemEvent event, String by) {
    try {
      log.append(event, by).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new NotKeptException(e.getCause() == null ? e : e.getCause());
    }
    apply(event);
  }

  private void apply(SystemEvent event) {
    switch (event) {
      case SystemEvent.UserPut put ->
          role(put.role(), put.name())
              .ifPresent(
                  role -> users.put(put.name(), new User(put.name(), role, put.passwordHash())));
      case SystemEvent.UserRemoved removed -> users.remove(removed.name());
      case SystemEvent.ApiTokenPut put -> {
        forget(put.name());
        role(put.role(), put.name())
            .ifPresent(role -> keep(new ApiToken(put.name(), role, put.secretHash())));
      }
      case SystemEvent.ApiTokenRemoved removed -> forget(removed.name());
      default -> {
        // Not about users.
      }
    }
  }

  private void keep(ApiToken token) {
    tokens.put(token.name(), token);
    tokensByHash.put(token.secretHash(), token);
  }

  private void forget(String token) {
    ApiToken known = tokens.remove(token);
    if (known != null) {
      tokensByHash.remove(known.secretHash());
    }
  }

  /** A later version may know more roles: who has one of those may do nothing here. */
  private static Optional<Role> role(String name, String of) {
    Optional<Role> role = Role.of(name);
    if (role.isEmpty()) {
      LOG.warn("{} has the role {}, which this version does not know: left out", of, name);
    }
    return role;
  }
}
