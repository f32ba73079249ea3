// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.HandlerTck;
import java.util.Set;

/** The sample keeps the rules that every handler keeps. */
class AlarmRulesTest extends HandlerTck {
  @Override
  protected OcppHandler handler() {
    return new AlarmHandler();
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE);
  }
}
