// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.server.config.ConfigValue;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.ConfigurationChanged;
import dev.stationkeeper.server.log.SystemFold;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.node.SettingTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationRecordTest {
  @TempDir Path folder;

  @Test
  void onlyWhatIsOtherThanAtTheLastStartIsPutOnRecord() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      start(log, new ConfigValue("a", "1", "default"), new ConfigValue("b", "2", "file:3"));
      start(log, new ConfigValue("a", "1", "default"), new ConfigValue("b", "2", "file:3"));
      start(log, new ConfigValue("a", "9", "option"), new ConfigValue("b", "0", "default"));
      assertEquals(
          List.of(
              new ConfigurationChanged("b", null, "2"),
              new ConfigurationChanged("a", null, "9"),
              new ConfigurationChanged("b", "2", "0")),
          told(log));
    }
  }

  private static void start(SegmentedLog log, ConfigValue... values) {
    ConfigurationRecord.write(
        SystemFold.all(log, new SettingTable()),
        new SystemLog(log, Clock.systemUTC()),
        List.of(values));
  }

  private static List<SystemEvent> told(SegmentedLog log) {
    List<SystemEvent> told = new ArrayList<>();
    log.read(
        SystemLog.STREAM,
        0,
        0,
        event -> {
          told.add(SystemLog.typed(event).orElseThrow());
          return true;
        });
    return told;
  }
}
