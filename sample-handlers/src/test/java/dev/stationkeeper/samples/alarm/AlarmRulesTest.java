// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.ConsumerTck;
import java.util.Set;

/** The sample keeps the rules that every consumer keeps. */
class AlarmRulesTest extends ConsumerTck {
  @Override
  protected ConsumerHandler consumer() {
    return new AlarmHandler();
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE);
  }
}
