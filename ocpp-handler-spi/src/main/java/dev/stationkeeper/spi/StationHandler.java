// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.util.Map;
import java.util.Optional;

/**
 * The part of a plugin that serves one station. Its calls never overlap, so its fields need no
 * locks. Every call has a deadline and may block until then.
 *
 * <p>A call that throws, or does not come back, ends this object: it gets no further call, {@link
 * #onStop} included.
 */
@Implementable
public interface StationHandler {
  /**
   * Decides on a request of the station. Called for responders only, once per request, in order;
   * the request that crashed an object is not given to its successor.
   *
   * <p>Answer {@link Answer#pass()} to every action that is not known here: new actions appear
   * without notice.
   *
   * @return never null; null is a crash
   * @throws Exception of any kind; the station then gets InternalError, after a new object is in
   *     place
   */
  Answer onRequest(Request request) throws Exception;

  /**
   * Tells something that happened to the station. Called in order, behind the answer; never
   * awaited. At least once: after a restart of the server an event can come again, marked {@link
   * StationEvent#replayed()}. A class that does not override this method is never called.
   *
   * @throws Exception of any kind; the event is not told again to the successor
   */
  default void onEvent(StationEvent event) throws Exception {}

  /**
   * Tells that events were dropped before the next one, because this handler was too slow or away
   * for too long.
   *
   * @param count how many, at least 1
   */
  default void onEventsLost(long count) throws Exception {}

  /**
   * The orderly end: stop, swap or shutdown, never after a crash. The last call to this object.
   *
   * @return what the successor gets in {@link OcppHandler#open}; empty when there is nothing
   */
  default Optional<Snapshot> onStop(StopCause cause) throws Exception {
    return Optional.empty();
  }

  /**
   * A few lines for the operator's console. At most 20 entries of 200 characters are shown.
   * Deadline one second.
   */
  default Map<String, String> status() {
    return Map.of();
  }
}
