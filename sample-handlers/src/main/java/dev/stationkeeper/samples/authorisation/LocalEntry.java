// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A token as an entry of a local list (1.6 AuthorizationData; 2.x AuthorizationData). */
final class LocalEntry {
  private static final int LONGEST_16 = 20;

  private LocalEntry() {}

  static boolean fits16(Token token) {
    return token.id().length() <= LONGEST_16
        && token.groupId().map(String::length).orElse(0) <= LONGEST_16;
  }

  /** By which a later update names it. */
  static String key(Token token, boolean is16) {
    return removed(token.id(), token.type(), is16).text();
  }

  private static JsonView removed(String id, String type, boolean is16) {
    return is16
        ? JsonView.object().put("idTag", id).build()
        : JsonView.object()
            .put("idToken", JsonView.object().put("idToken", id).put("type", type(type)).build())
            .build();
  }

  /** Without a type it is what cards are. */
  private static String type(String type) {
    return type.isEmpty() ? "ISO14443" : type;
  }

  static JsonView of(Token token, Optional<Token> group, Sockets.Fit fit, boolean is16) {
    boolean blocked = token.blocked() || group.filter(Token::blocked).isPresent();
    Instant own = token.expires();
    Instant groups = group.map(Token::expires).orElse(null);
    Instant until = own == null || (groups != null && groups.isBefore(own)) ? groups : own;
    JsonObjectBuilder info = JsonView.object().put("status", blocked ? "Blocked" : "Accepted");
    if (is16) {
      return JsonView.object()
          .put("idTag", token.id())
          .put("idTagInfo", info.put("expiryDate", until).put("parentIdTag", token.group()).build())
          .build();
    }
    info.put("cacheExpiryDateTime", until);
    String id = token.group();
    if (id != null) {
      info.put("groupIdToken", JsonView.object().put("idToken", id).put("type", "Central").build());
    }
    if (!fit.evses().isEmpty()) {
      info.putDecimals("evseId", fit.evses().stream().map(BigDecimal::valueOf).toList());
    }
    return JsonView.object()
        .put(
            "idToken",
            JsonView.object().put("idToken", token.id()).put("type", type(token.type())).build())
        .put("idTokenInfo", info.build())
        .build();
  }
}
