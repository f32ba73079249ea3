// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.ConfigValue;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.ConfigurationChanged;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.node.SettingTable;
import java.util.List;

/** Puts on record which settings are others than at the last start; secrets are masked. */
final class ConfigurationRecord {
  private static final String USUAL = "default";

  private ConfigurationRecord() {}

  /**
   * Compares with what the log says and appends what is new. A value that was never on record is
   * told only when somebody has set it. Blocks.
   */
  static void write(SettingTable before, SystemLog system, List<ConfigValue> values) {
    for (ConfigValue value : values) {
      String known = before.value(value.key());
      boolean told = before.isTold(value.key());
      if (told ? !value.shown().equals(known) : !value.source().equals(USUAL)) {
        SystemEvent event = new ConfigurationChanged(value.key(), known, value.shown());
        system.append(event, null).toCompletableFuture().join();
      }
    }
  }
}
