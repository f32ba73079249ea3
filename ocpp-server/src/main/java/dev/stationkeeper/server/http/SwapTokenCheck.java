// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.view.TokenRow;
import dev.stationkeeper.server.view.TokensView;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Batteries are swapped for a token that may charge (S02.FR.03). The server knows those that were
 * added to it; a handler that has others sends the command itself.
 */
record SwapTokenCheck(CommandCheck next, TokensView tokens, InstantSource clock)
    implements CommandCheck {
  @Override
  public Optional<String> fault(OcppVersion version, Action action, JsonView payload) {
    Optional<String> fault = next.fault(version, action, payload);
    return fault.isPresent() || !action.name().equals("RequestBatterySwap")
        ? fault
        : token(payload.string("idToken", "idToken").orElse(""));
  }

  @Override
  public Optional<String> fault(Action action, JsonView payload) {
    return next.fault(action, payload);
  }

  private Optional<String> token(String id) {
    boolean authorized = tokens.find(id).filter(this::mayCharge).isPresent();
    return authorized
        ? Optional.empty()
        : Optional.of(
            "A battery swap is requested for an authorised token only (S02.FR.03); this server has"
                + " none like that, accepted and not expired.");
  }

  private boolean mayCharge(TokenRow token) {
    return token.status().equals("Accepted")
        && (token.expiresAt() == null || token.expiresAt().isAfter(clock.instant()));
  }
}
