// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;

/** Lines on the standard output. It remembers nothing, so what may have been told is left out. */
@SuppressWarnings("SystemOut")
final class ConsoleLog implements EventConsumer {
  private final EventLines lines;

  ConsoleLog(EventLines lines) {
    this.lines = lines;
  }

  @Override
  public void onEvents(EventBatch batch) {
    StringBuilder text = new StringBuilder();
    for (LoggedEvent event : batch.events()) {
      if (!event.replayed()) {
        lines.append(event, text);
      }
    }
    System.out.print(text);
    System.out.flush();
    batch.acknowledge();
  }
}
