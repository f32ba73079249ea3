// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.token;

import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.TokenDirectory;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets those tokens charge that operators gave to the server ({@code POST /api/v1/tokens}).
 *
 * <p>Setting {@code acceptAll}: {@code true} accepts tokens that the server does not know; blocked
 * and expired ones stay refused. For demonstrations.
 */
@OcppHandlerInfo(
    id = "token-authorisation",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    order = 500,
    actions = {"Authorize", "StartTransaction", "TransactionEvent:idToken"})
public final class TokenAuthorisationHandler implements OcppHandler {
  private @Nullable Tokens tokens;

  /** Made by {@link java.util.ServiceLoader}. */
  public TokenAuthorisationHandler() {}

  @Override
  public void start(HandlerEnvironment environment) {
    tokens =
        new Tokens(
            environment.tokens(),
            environment.clock(),
            "true".equals(environment.settings().get("acceptAll")));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    Tokens judge = tokens;
    if (judge == null) {
      throw new IllegalStateException("open before start");
    }
    return new DecisionHandler(station) {
      @Override
      protected Authorization authorize(AuthorizationRequest request) {
        return judge.judge(request.token().id());
      }
    };
  }

  /** What the server's records say of a token. */
  record Tokens(TokenDirectory directory, InstantSource clock, boolean acceptAll) {
    Authorization judge(String id) {
      return directory
          .find(id)
          .map(token -> Authorization.of(token, clock.instant()))
          .orElseGet(acceptAll ? Authorization::accepted : Authorization::unknown);
    }
  }
}
