// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import dev.stationkeeper.server.log.NotKeptException;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemFold;
import dev.stationkeeper.server.log.SystemLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users and API tokens, kept as events of the log and folded into memory at the start: there are
 * few, and a login must not wait for a read model. Thread-safe.
 */
public final class LoggedUsers implements Users {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedUsers.class);

  private final UserTable table;
  private final SystemLog log;

  private LoggedUsers(UserTable table, SystemLog log) {
    this.table = table;
    this.log = log;
  }

  /** Goes on with what {@code table} knows; changes go to {@code system}, and into it. */
  public static LoggedUsers of(UserTable table, SystemLog system) {
    List<String> unknown = table.ofUnknownRole();
    if (!unknown.isEmpty()) {
      LOG.warn("Of a role that this version does not know, and left out: {}", unknown);
    }
    return new LoggedUsers(table, system);
  }

  /** Folds what {@code log} knows. Blocks while it reads the whole stream of system events. */
  public static LoggedUsers open(SegmentedLog log, SystemLog system) {
    return of(SystemFold.all(log, new UserTable()), system);
  }

  @Override
  public Optional<User> find(String name) {
    return table.user(name);
  }

  @Override
  public List<User> list() {
    return table.users();
  }

  @Override
  public synchronized void put(User user, String by) {
    append(new SystemEvent.UserPut(user.name(), user.role().wireName(), user.passwordHash()), by);
  }

  @Override
  public synchronized boolean remove(String name, String by) {
    if (!table.hasUser(name)) {
      return false;
    }
    append(new SystemEvent.UserRemoved(name), by);
    return true;
  }

  @Override
  public Optional<ApiToken> findToken(String secretHash) {
    return table.tokenOf(secretHash);
  }

  @Override
  public List<ApiToken> listTokens() {
    return table.tokens();
  }

  @Override
  public synchronized void putToken(ApiToken token, String by) {
    append(
        new SystemEvent.ApiTokenPut(token.name(), token.role().wireName(), token.secretHash()), by);
  }

  @Override
  public synchronized boolean removeToken(String name, String by) {
    if (!table.hasToken(name)) {
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
    table.apply(event, Instant.EPOCH); // when does not matter here
  }
}
