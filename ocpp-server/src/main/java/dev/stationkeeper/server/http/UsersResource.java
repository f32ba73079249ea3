// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.PasswordHash;
import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.identity.Secrets;
import dev.stationkeeper.server.identity.User;
import dev.stationkeeper.server.identity.Users;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The users of the API. */
final class UsersResource implements Resource {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final int LEAST_PASSWORD = 12;
  private static final int MOST_PASSWORD = 256;

  private final Users users;
  private final SecureRandom random;

  UsersResource(Users users, SecureRandom random) {
    this.users = users;
    this.random = random;
  }

  /** A user as others see it. */
  record UserView(String name, String role) {}

  /**
   * @param password 12 to 256 characters; a random one is made when it is absent
   */
  record NewUser(String name, String role, @Nullable String password) {}

  /**
   * @param password the random one, shown this once; null when the caller gave it
   */
  record CreatedUser(String name, String role, @Nullable String password) {}

  /** Everything at once: there are few. */
  record UserPage(List<UserView> items, @Nullable String next) {}

  @Override
  public List<Route> routes() {
    String users = ApiServer.PREFIX + "/users";
    return List.of(
        Route.of(Verb.GET, users, "Lists the users")
            .tagged("Users")
            .needs(Role.ADMIN)
            .answersPageOf(UserView.class)
            .served(exchange -> list()),
        Route.of(Verb.POST, users, "Adds a user, or gives one another role or password")
            .tagged("Users")
            .needs(Role.ADMIN)
            .takes(NewUser.class)
            .answers(201, CreatedUser.class)
            .served(this::put),
        Route.of(Verb.DELETE, users + "/{name}", "Removes a user")
            .tagged("Users")
            .needs(Role.ADMIN)
            .path("name", "The user's name")
            .served(this::remove));
  }

  private Reply list() {
    return Reply.ok(
        new UserPage(
            users.list().stream().map(u -> new UserView(u.name(), u.role().wireName())).toList(),
            null));
  }

  private Reply put(Exchange exchange) {
    NewUser wanted = exchange.body(NewUser.class);
    String name = name(wanted.name());
    Role role = role(wanted.role());
    if (role != Role.ADMIN) {
      refuseIfLastAdmin(name);
    }
    String random = wanted.password() == null ? Secrets.password(this.random) : null;
    String password = random == null ? String.valueOf(wanted.password()) : random;
    if (password.length() < LEAST_PASSWORD || password.length() > MOST_PASSWORD) {
      throw ApiException.notValid(
          "A password has %d to %d characters.".formatted(LEAST_PASSWORD, MOST_PASSWORD));
    }
    users.put(
        new User(name, role, PasswordHash.of(password, this.random)), exchange.principal().name());
    return Reply.created(new CreatedUser(name, role.wireName(), random)).withSecret();
  }

  private Reply remove(Exchange exchange) {
    String name = exchange.path("name");
    refuseIfLastAdmin(name);
    if (!users.remove(name, exchange.principal().name())) {
      throw ApiException.notFound("There is no user " + name + ".");
    }
    return Reply.NOTHING;
  }

  private void refuseIfLastAdmin(String name) {
    List<String> admins =
        users.list().stream().filter(u -> u.role() == Role.ADMIN).map(User::name).toList();
    if (admins.equals(List.of(name))) {
      throw ApiException.conflict(name + " is the last admin; make another one first.");
    }
  }

  static String name(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw ApiException.notValid("A name has 1 to 64 characters of A-Z a-z 0-9 . _ @ and -.");
    }
    return name;
  }

  static Role role(@Nullable String role) {
    return Role.of(String.valueOf(role))
        .orElseThrow(() -> ApiException.notValid("A role is admin, operator or viewer."));
  }
}
