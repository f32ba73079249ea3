// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.spi.decision.Authorization;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The one decision from which the answers of 1.6 and 2.x are made.
 *
 * @param masterGroup the group whose tokens end any transaction and begin none (C16); null for none
 */
record Judge(Tokens tokens, InUse inUse, @Nullable String masterGroup) {
  /**
   * What is asked.
   *
   * @param type of the token; empty under 1.6
   * @param transaction the one that begins with it; null when none does
   */
  record Case(
      String station,
      String id,
      String type,
      OptionalInt evse,
      @Nullable String transaction,
      Sockets sockets,
      Instant now) {}

  /** Empty when the list does not have the token. */
  Optional<Authorization> judge(Case asked) {
    return tokens.find(asked.id(), asked.type()).map(token -> judge(token, asked));
  }

  private Authorization judge(Token token, Case asked) {
    Sockets.Fit fit = asked.sockets().fit(token, asked.station(), asked.evse());
    Authorization decision = Authorization.of(status(token, fit, asked));
    if (!fit.evses().isEmpty() && decision.status().equals("Accepted")) {
      decision = decision.withEvses(fit.evses());
    }
    Instant until = until(token);
    if (until != null) {
      decision = decision.withExpiry(until);
    }
    return token.group() == null ? decision : decision.withGroup(token.group());
  }

  /** What is wrong with the token goes before what is wrong with the place, and that before use. */
  private String status(Token token, Sockets.Fit fit, Case asked) {
    Optional<Token> group = tokens.group(token);
    if (token.blocked() || group.filter(Token::blocked).isPresent()) {
      return "Blocked";
    }
    if (token.isExpired(asked.now()) || group.filter(g -> g.isExpired(asked.now())).isPresent()) {
      return "Expired";
    }
    boolean starts = asked.transaction() != null;
    if (masterGroup != null && masterGroup.equalsIgnoreCase(token.group())) {
      return starts ? "Invalid" : "Accepted";
    }
    if (!fit.status().equals("Accepted")) {
      return fit.status();
    }
    if (asked.transaction() != null
        && !inUse.claim(
            asked.station(),
            asked.transaction(),
            Token.key(token.id()),
            token.concurrent(),
            asked.now())) {
      return "ConcurrentTx";
    }
    return "Accepted";
  }

  /** A member is good no longer than its group. */
  private @Nullable Instant until(Token token) {
    Instant own = token.expires();
    Instant groups = tokens.group(token).map(Token::expires).orElse(null);
    if (own == null || groups == null) {
      return own == null ? groups : own;
    }
    return own.isBefore(groups) ? own : groups;
  }
}
