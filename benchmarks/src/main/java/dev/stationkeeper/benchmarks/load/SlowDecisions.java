// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.time.Duration;
import java.util.Optional;

/**
 * A handler that waits for its back end on every authorisation, and now and then crashes. Settings:
 * {@code millis} of waiting, {@code crash-percent} of tokens whose authorisation throws.
 */
@OcppHandlerInfo(
    id = "slow-decisions",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    order = 1)
public final class SlowDecisions implements OcppHandler {
  private Duration wait = Duration.ZERO;
  private int crashPercent;

  @Override
  public void start(HandlerEnvironment environment) {
    wait = Duration.ofMillis(Long.parseLong(environment.settings().getOrDefault("millis", "0")));
    crashPercent = Integer.parseInt(environment.settings().getOrDefault("crash-percent", "0"));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return new DecisionHandler(station) {
      private int asked;

      @Override
      protected Authorization authorize(AuthorizationRequest request) throws InterruptedException {
        if (!wait.isZero()) {
          Thread.sleep(wait); // stands for a call to a back end
        }
        if (crashPercent > 0
            && Math.floorMod(request.token().id().hashCode() + asked++, 100) < crashPercent) {
          throw new IllegalStateException("crash on purpose");
        }
        return Authorization.accepted();
      }
    };
  }
}
