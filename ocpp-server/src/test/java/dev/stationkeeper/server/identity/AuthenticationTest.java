// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HERE = "192.0.2.1";

  private final InMemoryUsers users = new InMemoryUsers();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final Authentication authentication =
      new Authentication(users, new LoginThrottle(3, Duration.ofSeconds(30), () -> now), RANDOM);

  @BeforeEach
  void addAna() {
    users.put(new User("ana", Role.OPERATOR, PasswordHash.of("right:one", RANDOM)), "test");
  }

  @Test
  void theRightPasswordGrantsTheUsersRoleAgainAndAgain() {
    for (int i = 0; i < 3; i++) {
      Login.Granted granted =
          assertInstanceOf(
              Login.Granted.class, authentication.check(basic("ana", "right:one"), HERE));
      assertEquals(new Principal("ana", Role.OPERATOR), granted.principal());
    }
  }

  @Test
  void aChangedPasswordEndsTheOldOneAtOnce() {
    authentication.check(basic("ana", "right:one"), HERE);
    users.put(new User("ana", Role.OPERATOR, PasswordHash.of("new one", RANDOM)), "test");

    assertInstanceOf(Login.Denied.class, authentication.check(basic("ana", "right:one"), HERE));
    assertInstanceOf(Login.Granted.class, authentication.check(basic("ana", "new one"), HERE));
  }

  @Test
  void wrongUnknownAndBrokenCredentialsAreDenied() {
    assertInstanceOf(Login.Denied.class, authentication.check(null, HERE));
    assertInstanceOf(Login.Denied.class, authentication.check("Basic", HERE));
    assertInstanceOf(Login.Denied.class, authentication.check("Basic %%%", HERE));
    assertInstanceOf(Login.Denied.class, authentication.check("Digest x", HERE));
    assertInstanceOf(Login.Denied.class, authentication.check(basic("ana", "wrong"), HERE));
    assertInstanceOf(Login.Denied.class, authentication.check(basic("eve", "right:one"), HERE));
    assertInstanceOf(Login.Denied.class, authentication.check("Bearer sk_nothing", HERE));
  }

  @Test
  void aTokenGrantsItsOwnRole() {
    String secret = Secrets.token(RANDOM);
    users.putToken(new ApiToken("billing", Role.VIEWER, Secrets.hash(secret)), "test");

    Login.Granted granted =
        assertInstanceOf(Login.Granted.class, authentication.check("Bearer " + secret, HERE));
    assertEquals(new Principal("token:billing", Role.VIEWER), granted.principal());
  }

  @Test
  void afterSomeWrongPasswordsTheRightOneIsRefusedTooUntilThePauseIsOver() {
    for (int i = 0; i < 3; i++) {
      authentication.check(basic("ana", "guess" + i), HERE);
    }

    Login.Throttled throttled =
        assertInstanceOf(
            Login.Throttled.class, authentication.check(basic("ana", "right:one"), HERE));
    assertEquals(Duration.ofSeconds(30), throttled.retryAfter());
    now = now.plusSeconds(31);
    assertInstanceOf(Login.Granted.class, authentication.check(basic("ana", "right:one"), HERE));
    assertInstanceOf(Login.Denied.class, authentication.check(basic("ana", "guess"), HERE));
  }

  @Test
  void guessingFromOneAddressLocksNobodyOutAtAnother() {
    for (int i = 0; i < 3; i++) {
      authentication.check(basic("ana", "guess" + i), HERE);
    }

    assertInstanceOf(
        Login.Granted.class, authentication.check(basic("ana", "right:one"), "192.0.2.2"));
  }

  @Test
  void theFirstUserIsMadeOnceAndOnlyWhenThereIsNone() {
    InMemoryUsers fresh = new InMemoryUsers();

    String password = FirstUser.create(fresh, null, RANDOM).orElseThrow();

    User admin = fresh.find("admin").orElseThrow();
    assertTrue(PasswordHash.matches(admin.passwordHash(), password));
    assertEquals(Role.ADMIN, admin.role());
    assertTrue(FirstUser.create(fresh, "other", RANDOM).isEmpty());
    assertFalse(admin.toString().contains(admin.passwordHash()));
  }

  @Test
  void theFirstPasswordCanBeGiven() {
    InMemoryUsers fresh = new InMemoryUsers();

    assertTrue(FirstUser.create(fresh, "given", RANDOM).isEmpty());

    assertTrue(PasswordHash.matches(fresh.find("admin").orElseThrow().passwordHash(), "given"));
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
