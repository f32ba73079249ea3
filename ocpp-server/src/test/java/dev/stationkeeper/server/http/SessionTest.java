// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's login: a cookie that scripts and other sites cannot use, and its end. */
class SessionTest {
  private static final String SESSION = "/api/v1/session";

  private TestApi api;

  @BeforeEach
  void start() {
    api = new TestApi(ApiResources.none().health(List.of()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private record LoggedIn(String cookie, String csrf) {}

  private TestApi.Answer login(String user, String password) {
    return api.send(
        "", "POST", SESSION, "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
  }

  private LoggedIn loggedIn(String user) {
    TestApi.Answer answer = login(user, TestApi.PASSWORD);
    assertEquals(201, answer.status(), answer.response().body());
    String cookie = answer.header("Set-Cookie");
    return new LoggedIn(
        cookie.substring(0, cookie.indexOf(';')), answer.json().path("csrf").asText());
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
    String cookie = login("ann", TestApi.PASSWORD).header("Set-Cookie");

    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
    assertTrue(cookie.contains("Path=/"), cookie);
    assertFalse(cookie.contains("Secure"), "this request came without TLS: " + cookie);
  }

  @Test
  void behindAProxyWithTlsTheCookieNeverTravelsInTheClear() {
    String body = "{\"user\":\"ann\",\"password\":\"%s\"}".formatted(TestApi.PASSWORD);

    String cookie =
        api.send("", "POST", SESSION, body, "X-Forwarded-Proto", "https").header("Set-Cookie");

    assertTrue(cookie.contains("Secure"), cookie);
  }

  @Test
  void aSessionReadsByItsCookieAlone() {
    LoggedIn otto = loggedIn("otto");

    TestApi.Answer me = api.ask("", "GET", "/api/v1/me", "Cookie", otto.cookie());

    assertEquals("otto", me.json().path("name").asText());
    assertEquals("operator", me.json().path("role").asText());
    TestApi.Answer session = api.ask("", "GET", SESSION, "Cookie", otto.cookie());
    assertEquals(otto.csrf(), session.json().path("csrf").asText());
  }

  @Test
  void aChangeNeedsTheSessionsOwnTokenInAHeader() {
    LoggedIn ann = loggedIn("ann");
    String user = "{\"name\":\"new\",\"role\":\"viewer\"}";

    TestApi.Answer without = api.send("", "POST", "/api/v1/users", user, "Cookie", ann.cookie());
    TestApi.Answer wrong =
        api.send(
            "",
            "POST",
            "/api/v1/users",
            user,
            "Cookie",
            ann.cookie(),
            "X-CSRF-Token",
            loggedIn("ann").csrf());
    TestApi.Answer right =
        api.send(
            "", "POST", "/api/v1/users", user, "Cookie", ann.cookie(), "X-CSRF-Token", ann.csrf());

    assertEquals(403, without.status());
    assertTrue(without.detail().contains("X-CSRF-Token"), without.detail());
    assertEquals(403, wrong.status());
    assertEquals(201, right.status());
  }

  @Test
  void theRoleCountsWithinASessionToo() {
    LoggedIn vera = loggedIn("vera");

    assertEquals(403, api.ask("", "GET", "/api/v1/users", "Cookie", vera.cookie()).status());
  }

  @Test
  void loggingOutEndsTheSession() {
    LoggedIn ann = loggedIn("ann");

    TestApi.Answer out =
        api.ask("", "DELETE", SESSION, "Cookie", ann.cookie(), "X-CSRF-Token", ann.csrf());

    assertEquals(204, out.status());
    assertTrue(
        out.header("Set-Cookie").contains("session=; Path=/; Expires=Thu, 01 Jan 1970"),
        out.header("Set-Cookie"));
    assertEquals(401, api.ask("", "GET", "/api/v1/me", "Cookie", ann.cookie()).status());
  }

  @Test
  void aRemovedUserAndAChangedPasswordEndTheSessionsAtOnce() {
    LoggedIn otto = loggedIn("otto");
    LoggedIn vera = loggedIn("vera");

    api.ask("ann", "DELETE", "/api/v1/users/otto");
    api.send(
        "ann",
        "POST",
        "/api/v1/users",
        "{\"name\":\"vera\",\"role\":\"viewer\",\"password\":\"another one, long\"}");

    assertEquals(401, api.ask("", "GET", "/api/v1/me", "Cookie", otto.cookie()).status());
    assertEquals(401, api.ask("", "GET", "/api/v1/me", "Cookie", vera.cookie()).status());
  }

  @Test
  void wrongPasswordsAreThrottledAsEverywhere() {
    for (int i = 0; i < 3; i++) {
      assertEquals(401, login("ann", "wrong").status());
    }

    TestApi.Answer throttled = login("ann", TestApi.PASSWORD);

    assertEquals(429, throttled.status());
    assertEquals("60", throttled.header("Retry-After"));
  }

  @Test
  void aLoginWithoutUserOrPasswordSaysWhatIsMissing() {
    TestApi.Answer answer = api.send("", "POST", SESSION, "{\"user\":\"ann\"}");

    assertEquals(400, answer.status());
    assertTrue(answer.detail().contains("password"), answer.detail());
  }
}
