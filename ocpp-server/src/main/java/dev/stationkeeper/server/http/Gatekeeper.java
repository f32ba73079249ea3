// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Authentication;
import dev.stationkeeper.server.identity.Login;
import dev.stationkeeper.server.identity.Principal;
import dev.stationkeeper.server.identity.Role;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets a request through to its route, or answers 401, 403 or 429 itself. */
final class Gatekeeper {
  private final Authentication authentication;

  Gatekeeper(Authentication authentication) {
    this.authentication = authentication;
  }

  /** Who asks, when they may; empty when the refusal has been written. */
  Optional<Principal> admit(Context context, Role needed) {
    return switch (authentication.check(context.header("Authorization"), context.ip())) {
      case Login.Granted granted -> {
        if (granted.principal().role().covers(needed)) {
          yield Optional.of(granted.principal());
        }
        yield refuse(
            context,
            403,
            "This needs the role %s; %s is %s."
                .formatted(
                    needed.wireName(),
                    granted.principal().name(),
                    granted.principal().role().wireName()));
      }
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
        long seconds = Math.max(1, throttled.retryAfter().plusMillis(999).toSeconds());
        context.header("Retry-After", Long.toString(seconds));
        yield refuse(
            context,
            429,
            "Too many wrong passwords from here; try again in " + seconds + " seconds.");
      }
    };
  }

  private static Optional<Principal> refuse(Context context, int status, String detail) {
    Problems.write(context, Problem.of(status, detail));
    return Optional.empty();
  }
}
