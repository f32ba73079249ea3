// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/**
 * The cookie by which the console logs in: scripts cannot read it, other sites cannot have it sent,
 * and over TLS it never travels in the clear.
 */
final class SessionCookie {
  static final String NAME = "stationkeeper-session";

  private SessionCookie() {}

  /** What the request brought, null when it brought none. */
  static @Nullable String of(Context context) {
    String id = context.cookie(NAME);
    return id == null || id.isEmpty() ? null : id;
  }

  /** Hands {@code id} to the browser; null takes it away. It ends with the browser. */
  static void set(Context context, @Nullable String id) {
    Cookie cookie = new Cookie(NAME, id == null ? "" : id);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure("https".equals(context.scheme()) || isTerminated(context));
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge(id == null ? 0 : -1);
    context.cookie(cookie);
  }

  /** A proxy in front of us speaks TLS; who forges the header only hurts his own login. */
  private static boolean isTerminated(Context context) {
    return "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"));
  }
}
