// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.ApiToken;
import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.identity.Secrets;
import dev.stationkeeper.server.identity.Users;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API tokens, by which programs log in. Not to be mixed up with the tokens of drivers. */
final class ApiTokensResource implements Resource {
  private final Users users;
  private final SecureRandom random;

  ApiTokensResource(Users users, SecureRandom random) {
    this.users = users;
    this.random = random;
  }

  /** A token as others see it. */
  record ApiTokenView(String name, String role) {}

  /** What to make. */
  record NewApiToken(String name, String role) {}

  /**
   * @param secret for {@code Authorization: Bearer}; shown this once
   */
  record CreatedApiToken(String name, String role, String secret) {}

  /** Everything at once: there are few. */
  record ApiTokenPage(List<ApiTokenView> items, @Nullable String next) {}

  @Override
  public List<Route> routes() {
    String tokens = ApiServer.PREFIX + "/api-tokens";
    return List.of(
        Route.of(Verb.GET, tokens, "Lists the API tokens")
            .tagged("Users")
            .needs(Role.ADMIN)
            .answersPageOf(ApiTokenView.class)
            .served(exchange -> list()),
        Route.of(Verb.POST, tokens, "Makes an API token; its secret is shown this once")
            .tagged("Users")
            .needs(Role.ADMIN)
            .takes(NewApiToken.class)
            .answers(201, CreatedApiToken.class)
            .served(this::create),
        Route.of(Verb.DELETE, tokens + "/{name}", "Removes an API token")
            .tagged("Users")
            .needs(Role.ADMIN)
            .path("name", "The token's name")
            .served(this::remove));
  }

  private Reply list() {
    return Reply.ok(
        new ApiTokenPage(
            users.listTokens().stream()
                .map(t -> new ApiTokenView(t.name(), t.role().wireName()))
                .toList(),
            null));
  }

  private Reply create(Exchange exchange) {
    NewApiToken wanted = exchange.body(NewApiToken.class);
    String name = UsersResource.name(wanted.name());
    Role role = UsersResource.role(wanted.role());
    if (users.listTokens().stream().anyMatch(t -> t.name().equals(name))) {
      throw ApiException.conflict(
          "There is an API token " + name + " already; remove it first, or take another name.");
    }
    String secret = Secrets.token(random);
    users.putToken(new ApiToken(name, role, Secrets.hash(secret)), exchange.principal().name());
    return Reply.created(new CreatedApiToken(name, role.wireName(), secret)).withSecret();
  }

  private Reply remove(Exchange exchange) {
    if (!users.removeToken(exchange.path("name"), exchange.principal().name())) {
      throw ApiException.notFound("There is no API token " + exchange.path("name") + ".");
    }
    return Reply.NOTHING;
  }
}
