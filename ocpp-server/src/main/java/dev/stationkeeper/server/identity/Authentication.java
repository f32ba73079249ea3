// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Authorization} header: basic (RFC 7617) against users, bearer (RFC 6750) against
 * API tokens. Thread-safe; blocks while a password is hashed.
 */
public final class Authentication {
  private static final Login NOTHING =
      new Login.Denied("This needs a user and password (basic), or an API token (bearer).");
  private static final String WRONG_REASON =
      "User and password do not match; the password may have been changed.";
  private static final Login WRONG = new Login.Denied(WRONG_REASON);

  private final Users users;
  private final LoginThrottle throttle;
  private final VerifiedCache verified;
  private final Sessions sessions;
  private final LoginWatch watch;
  private final String nobodysHash;

  /** Hashing is expensive: a flood of logins must not take every core. */
  private final Semaphore hashing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  /** Logins that nobody is told of. */
  public Authentication(Users users, LoginThrottle throttle, SecureRandom random) {
    this(users, throttle, random, LoginWatch.NONE);
  }

  /** Logins of {@code users}; {@code watch} is told of them. */
  public Authentication(
      Users users, LoginThrottle throttle, SecureRandom random, LoginWatch watch) {
    this.users = users;
    this.watch = watch;
    this.throttle = throttle;
    this.verified = new VerifiedCache(random);
    this.sessions = new Sessions(users, random, throttle.clock());
    this.nobodysHash = PasswordHash.of(Secrets.password(random), random);
  }

  /**
   * Who sent the header.
   *
   * @param header the value of {@code Authorization}, null when the request had none
   * @param address the sender's, for the throttle
   */
  public Login check(@Nullable String header, String address) {
    if (header == null) {
      return NOTHING;
    }
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    String rest = space < 0 ? "" : header.substring(space + 1).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(rest, address);
      case "bearer" -> bearer(rest, address);
      default -> NOTHING;
    };
  }

  /** The open logins of the console. */
  public Sessions sessions() {
    return sessions;
  }

  /** Begins a session when user and password match; throttled like every login. */
  public SessionLogin open(String name, String password, String address) {
    Optional<User> known = users.find(name).filter(user -> verified.contains(user, password));
    return switch (password(name, password, address)) {
      case Login.Granted granted -> {
        Optional<User> user = users.find(granted.principal().name());
        if (known.isPresent() && user.isPresent()) {
          watch.login(name, address, true); // else it was told when the password was looked at
        }
        yield user.<SessionLogin>map(u -> new SessionLogin.Opened(sessions.open(u)))
            .orElseGet(() -> new SessionLogin.Denied(WRONG_REASON));
      }
      case Login.Denied denied -> new SessionLogin.Denied(denied.reason());
      case Login.Throttled throttled -> new SessionLogin.Throttled(throttled.retryAfter());
    };
  }

  /** Ends a session, and tells of it when there was one. */
  public void end(String sessionId, String address) {
    sessions
        .find(sessionId)
        .ifPresent(session -> watch.loggedOut(session.principal().name(), address));
    sessions.end(sessionId);
  }

  private Login bearer(String secret, String address) {
    Optional<ApiToken> token = users.findToken(Secrets.hash(secret));
    if (token.isEmpty()) {
      watch.login(LoginWatch.UNKNOWN, address, false);
      return new Login.Denied("The API token is not known; it may have been removed.");
    }
    return new Login.Granted(new Principal("token:" + token.get().name(), token.get().role()));
  }

  private Login basic(String encoded, String address) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new Login.Denied("The Authorization header is no Base64 of user:password.");
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return new Login.Denied("The Authorization header is no Base64 of user:password.");
    }
    return password(pair.substring(0, colon), pair.substring(colon + 1), address);
  }

  private Login password(String name, String password, String address) {
    Optional<User> user = users.find(name);
    if (user.isPresent() && verified.contains(user.get(), password)) {
      return granted(user.get());
    }
    Duration refused = throttle.refusedFor(name, address);
    if (refused.isPositive()) {
      return new Login.Throttled(refused);
    }
    // An unknown user costs the same time as a known one.
    boolean matches = matches(user.map(User::passwordHash).orElse(nobodysHash), password);
    if (user.isEmpty() || !matches) {
      throttle.failed(name, address);
      watch.login(user.map(User::name).orElse(LoginWatch.UNKNOWN), address, false);
      return WRONG;
    }
    throttle.succeeded(name, address);
    verified.add(user.get(), password);
    watch.login(user.get().name(), address, true);
    return granted(user.get());
  }

  private boolean matches(String hash, String password) {
    hashing.acquireUninterruptibly();
    try {
      return PasswordHash.matches(hash, password);
    } finally {
      hashing.release();
    }
  }

  private static Login granted(User user) {
    return new Login.Granted(new Principal(user.name(), user.role()));
  }
}
