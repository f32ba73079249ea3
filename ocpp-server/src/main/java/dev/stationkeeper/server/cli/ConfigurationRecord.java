// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.ConfigValue;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.ConfigurationChanged;
import dev.stationkeeper.server.log.SystemLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts on record which settings are others than at the last start; secrets are masked. */
final class ConfigurationRecord {
  private static final String USUAL = "default";

  private ConfigurationRecord() {}

  /**
   * Compares with what the log says and appends what is new. A value that was never on record is
   * told only when somebody has set it. Blocks.
   */
  static void write(SegmentedLog log, SystemLog system, List<ConfigValue> values) {
    Map<String, @Nullable String> before = new HashMap<>();
    log.read(
        SystemLog.STREAM,
        0,
        0,
        event -> {
          if (event.type().equals("ConfigurationChanged")
              && SystemLog.typed(event).orElse(null) instanceof ConfigurationChanged changed) {
            before.put(changed.key(), changed.after());
          }
          return true;
        });
    for (ConfigValue value : values) {
      String known = before.get(value.key());
      boolean told = before.containsKey(value.key());
      if (told ? !value.shown().equals(known) : !value.source().equals(USUAL)) {
        SystemEvent event = new ConfigurationChanged(value.key(), known, value.shown());
        system.append(event, null).toCompletableFuture().join();
      }
    }
  }
}
