// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.function.Consumer;

/**
 * The event manager of one station: asks the handlers in its slots and tells them what happened.
 * Thread-safe; nothing here blocks or throws.
 */
public interface EventManager {
  /**
   * Asks for a decision. {@code reply} is called exactly once, from any thread, at the latest
   * shortly after the question's deadline.
   */
  void ask(Question question, Consumer<Outcome> reply);

  /**
   * False when nobody would be asked such a question, so that it is {@link Outcome.Passed} without
   * being put.
   */
  default boolean wants(OcppVersion version, Action action, JsonView payload) {
    return true;
  }

  /** Tells the observers, behind every answer. */
  void publish(Occurrence occurrence);

  /** Stops every handler of this station in order; further questions are {@link Outcome.Passed}. */
  void close();
}
