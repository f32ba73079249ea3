// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Authentication;
import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.identity.Session;
import dev.stationkeeper.server.identity.SessionLogin;
import java.util.List;

/** The login of the console: a session by cookie instead of credentials with every request. */
final class SessionResource implements Resource {
  static final String PATH = ApiServer.PREFIX + "/session";

  private final Authentication authentication;

  SessionResource(Authentication authentication) {
    this.authentication = authentication;
  }

  /** User and password, once. */
  record NewSession(String user, String password) {}

  /**
   * @param csrf to be sent as {@code X-CSRF-Token} with every change
   */
  record SessionView(String name, String role, String csrf) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.POST, PATH, "Logs in and sets the session's cookie")
            .tagged("Session")
            .needs(null)
            .takes(NewSession.class)
            .answers(201, SessionView.class)
            .served(this::open),
        Route.of(Verb.GET, PATH, "Shows the session of the cookie")
            .tagged("Session")
            .answers(200, SessionView.class)
            .served(x -> Reply.ok(view(require(x)))),
        Route.of(Verb.DELETE, PATH, "Logs out")
            .tagged("Session")
            .needs(Role.VIEWER)
            .served(this::end));
  }

  private Reply open(Exchange x) {
    NewSession wanted = x.body(NewSession.class);
    if (wanted.user() == null || wanted.password() == null) {
      throw ApiException.badRequest("A login needs user and password.");
    }
    return switch (authentication.open(wanted.user(), wanted.password(), x.address())) {
      case SessionLogin.Opened opened -> {
        x.sessionCookie(opened.session().id());
        yield Reply.created(view(opened.session()));
      }
      case SessionLogin.Denied denied -> throw ApiException.unauthorized(denied.reason());
      case SessionLogin.Throttled throttled -> {
        long seconds = Gatekeeper.seconds(throttled.retryAfter());
        x.answerHeader("Retry-After", Long.toString(seconds));
        throw ApiException.tooMany(Gatekeeper.throttled(seconds));
      }
    };
  }

  private Reply end(Exchange x) {
    String cookie = x.sessionCookie();
    if (cookie != null) {
      authentication.end(cookie, x.address());
      x.sessionCookie(null);
    }
    return Reply.NOTHING;
  }

  private Session require(Exchange x) {
    String cookie = x.sessionCookie();
    if (cookie == null) {
      throw ApiException.notFound("These credentials came with the request: there is no session.");
    }
    return authentication
        .sessions()
        .find(cookie)
        .orElseThrow(() -> ApiException.unauthorized("The session is over: log in again."));
  }

  private static SessionView view(Session session) {
    return new SessionView(
        session.principal().name(), session.principal().role().wireName(), session.csrf());
  }
}
