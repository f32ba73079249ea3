// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a replay.
 *
 * @param handlers name and version of each that was asked
 * @param events read
 * @param asked CALLs that the handler was asked about
 * @param same of them answered as they were
 * @param different of them answered otherwise, failures included
 * @param failed of them on which the handler failed
 * @param left of them on which the handler passed and another one had decided
 * @param notAsked CALLs on which somebody decided then and that the machine would not ask about
 *     today
 * @param unreadable events of a type or version that this build does not know
 * @param lostEvents events that the handler was not told, because too many waited
 * @param ended why the replay ended before its end; null when it did not
 */
public record ReplayReport(
    List<String> handlers,
    long events,
    long asked,
    long same,
    long different,
    long failed,
    long left,
    long notAsked,
    long unreadable,
    long lostEvents,
    @Nullable String ended) {
  public ReplayReport {
    handlers = List.copyOf(handlers);
  }
}
