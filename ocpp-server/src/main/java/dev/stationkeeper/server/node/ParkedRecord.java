// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.Views;
import java.util.Set;

/** A read model goes without an event: on record, and an alarm until somebody rebuilds it. */
final class ParkedRecord implements Views.Parked {
  /** An alarm about an alarm that cannot be shown would be the next one. */
  private static final Set<String> ABOUT_ALARMS = Set.of("AlarmRaised", "EventParked");

  private final SystemLog log;

  ParkedRecord(SystemLog log) {
    this.log = log;
  }

  @Override
  public void parked(String readModel, LogRecord event, String reason) {
    if (ABOUT_ALARMS.contains(event.type())) {
      return;
    }
    record(new SystemEvent.EventParked(readModel, event.position(), reason));
    record(
        new SystemEvent.AlarmRaised(
            "read-model:" + readModel,
            "readModel",
            "warning",
            event.stream().equals(SystemLog.STREAM) ? null : event.stream(),
            "Read model %s goes without event %d: %s"
                .formatted(readModel, event.position(), reason)));
  }

  private void record(SystemEvent event) {
    log.append(event, null).toCompletableFuture().join();
  }
}
