// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.TokenRow;
import dev.stationkeeper.server.view.TokensView;
import dev.stationkeeper.station.event.IdToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens that drivers present. */
final class TokensResource implements Resource {
  private static final Set<String> STATES = Set.of("Accepted", "Blocked", "Expired", "Invalid");

  /** The longest of the versions: identifierString of 2.1. */
  private static final int LONGEST = 255;

  private final TokensView tokens;
  private final Registry registry;
  private final InstantSource clock;

  TokensResource(TokensView tokens, Registry registry, InstantSource clock) {
    this.tokens = tokens;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * @param idToken as stations present it; upper and lower case are the same
   * @param type of 2.x, for example ISO14443; Unspecified when absent
   * @param status Accepted, Blocked, Expired or Invalid; Accepted when absent
   * @param expiresAt until then; for ever when absent
   * @param group the parent (1.6) or group (2.x) token
   * @param note for people
   */
  record NewToken(
      String idToken,
      @Nullable String type,
      @Nullable String status,
      @Nullable Instant expiresAt,
      @Nullable String group,
      @Nullable String note) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/tokens";
    return List.of(
        Route.of(Verb.GET, path, "Lists tokens by value")
            .tagged("Tokens")
            .query("status", Param.Kind.TEXT, "Only those in this state")
            .paged()
            .answersPageOf(TokenRow.class)
            .served(x -> Reply.ok(tokens.list(x.query("status"), x.cursor(), x.limit()))),
        Route.of(Verb.POST, path, "Adds a token, or replaces the one with that value")
            .tagged("Tokens")
            .takes(NewToken.class)
            .answers(201, TokenRow.class)
            .served(this::put),
        Route.of(Verb.GET, path + "/{token}", "Shows a token")
            .tagged("Tokens")
            .path("token", "The token's value")
            .answers(200, TokenRow.class)
            .served(x -> Reply.ok(find(x.path("token")))),
        Route.of(Verb.DELETE, path + "/{token}", "Removes a token")
            .tagged("Tokens")
            .path("token", "The token's value")
            .served(this::remove));
  }

  private TokenRow find(String token) {
    return tokens
        .find(token)
        .orElseThrow(() -> ApiException.notFound("There is no token " + token + "."));
  }

  private Reply put(Exchange exchange) {
    NewToken wanted = exchange.body(NewToken.class);
    if (wanted.idToken() == null
        || wanted.idToken().isBlank()
        || wanted.idToken().length() > LONGEST) {
      throw ApiException.notValid("An idToken has 1 to " + LONGEST + " characters.");
    }
    String status = wanted.status() == null ? "Accepted" : wanted.status();
    if (!STATES.contains(status)) {
      throw ApiException.notValid(
          "A status is Accepted, Blocked, Expired or Invalid, not " + status + ".");
    }
    TokenRow row =
        new TokenRow(
            wanted.idToken(),
            wanted.type() == null ? IdToken.UNSPECIFIED : wanted.type(),
            status,
            wanted.expiresAt(),
            wanted.group(),
            wanted.note(),
            clock.instant());
    registry.putToken(row, exchange.principal().name());
    return Reply.created(row);
  }

  private Reply remove(Exchange exchange) {
    TokenRow known = find(exchange.path("token"));
    registry.removeToken(known.idToken(), exchange.principal().name());
    return Reply.NOTHING;
  }
}
