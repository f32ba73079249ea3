// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts while a replay runs. Confined to its thread. */
final class ReplayCounts {
  long events;
  long asked;
  long same;
  long different;
  long failed;
  long left;
  long notAsked;
  long unreadable;

  ReplayReport report(List<String> handlers, long lostEvents, @Nullable String ended) {
    return new ReplayReport(
        handlers,
        events,
        asked,
        same,
        different,
        failed,
        left,
        notAsked,
        unreadable,
        lostEvents,
        ended);
  }
}
