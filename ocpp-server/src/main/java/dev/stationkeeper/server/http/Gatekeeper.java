// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Authentication;
import dev.stationkeeper.server.identity.Login;
import dev.stationkeeper.server.identity.Principal;
import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.identity.Session;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Lets a request through to its route, or answers 401, 403 or 429 itself. */
final class Gatekeeper {
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final Authentication authentication;
  private final ActionRecord record;

  /** Lets those through whom {@code authentication} knows; {@code record} is told of refusals. */
  Gatekeeper(Authentication authentication, ActionRecord record) {
    this.authentication = authentication;
    this.record = record;
  }

  /** Who asks for a route that needs a role, when they may; empty when the refusal is written. */
  Optional<Principal> admit(Context context, Route route, Role needed) {
    String cookie = SessionCookie.of(context);
    if (context.header("Authorization") == null && cookie != null) {
      return authentication
          .sessions()
          .find(cookie)
          .map(session -> bySession(context, route, session, needed))
          .orElseGet(() -> refuse(context, 401, "The session is over: log in again."));
    }
    return byHeader(context, route, needed);
  }

  /**
   * A browser sends the cookie by itself. SameSite keeps other sites from using that; the header,
   * which a form of another site can neither know nor set, keeps them from it twice.
   */
  private Optional<Principal> bySession(
      Context context, Route route, Session session, Role needed) {
    boolean change = !READS.contains(context.method().name());
    String csrf = context.header(CSRF_HEADER);
    if (change && (csrf == null || !isSame(csrf, session.csrf()))) {
      record.refused(session.principal(), route, route.station(context), 403, context.ip());
      return refuse(
          context,
          403,
          "A change within a session needs the header %s with the session's csrf."
              .formatted(CSRF_HEADER));
    }
    return byRole(context, route, session.principal(), needed);
  }

  private static boolean isSame(String given, String known) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Principal> byRole(Context context, Route route, Principal who, Role needed) {
    if (who.role().covers(needed)) {
      return Optional.of(who);
    }
    record.refused(who, route, route.station(context), 403, context.ip());
    return refuse(
        context,
        403,
        "This needs the role %s; %s is %s."
            .formatted(needed.wireName(), who.name(), who.role().wireName()));
  }

  private Optional<Principal> byHeader(Context context, Route route, Role needed) {
    return switch (authentication.check(context.header("Authorization"), context.ip())) {
      case Login.Granted granted -> byRole(context, route, granted.principal(), needed);
      case Login.Denied denied -> {
        // The console asks for credentials itself: without this the browser would pop up its own.
        if (!"fetch".equals(context.header("X-Requested-With"))) {
          context.header("WWW-Authenticate", "Basic realm=\"Stationkeeper\", charset=\"UTF-8\"");
          context.res().addHeader("WWW-Authenticate", "Bearer realm=\"Stationkeeper\"");
        } else {
          context.header("WWW-Authenticate", "Bearer realm=\"Stationkeeper\"");
        }
        yield refuse(context, 401, denied.reason());
      }
      case Login.Throttled throttled -> {
        record.refused(null, route, route.station(context), 429, context.ip());
        long seconds = seconds(throttled.retryAfter());
        context.header("Retry-After", Long.toString(seconds));
        yield refuse(context, 429, throttled(seconds));
      }
    };
  }

  /** Whole seconds, at least one, for {@code Retry-After}. */
  static long seconds(Duration pause) {
    return Math.max(1, pause.plusMillis(999).toSeconds());
  }

  static String throttled(long seconds) {
    return "Too many wrong passwords from here; try again in " + seconds + " seconds.";
  }

  private static Optional<Principal> refuse(Context context, int status, String detail) {
    Problems.write(context, Problem.of(status, detail));
    return Optional.empty();
  }
}
