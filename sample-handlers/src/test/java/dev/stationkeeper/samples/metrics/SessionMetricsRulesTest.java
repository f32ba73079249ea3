// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.ConsumerTck;
import java.util.Map;
import java.util.Set;

/** The sample keeps the rules that every consumer keeps. */
class SessionMetricsRulesTest extends ConsumerTck {
  @Override
  protected ConsumerHandler consumer() {
    return new SessionMetricsHandler();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("port", "0");
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE);
  }
}
