// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.plugin.ChangeRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts changes of handlers on record in the system's log. */
record ChangeLog(SystemLog log, Counters counters) implements ChangeRecord {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

  @Override
  public void on(SystemEvent event, String by) {
    LOG.info("{}, by {}", event, by);
    var _ =
        log.append(event, by)
            .whenComplete(
                (position, failure) -> {
                  if (failure != null) {
                    counters.count("system_event_lost");
                    LOG.error("Not on record: {}", event, failure);
                  }
                });
  }
}
