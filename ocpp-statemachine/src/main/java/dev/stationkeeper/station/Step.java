// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one input leads to.
 *
 * @param events facts, to be made durable in this order before anything else happens
 * @param session what is true of the present connection only; replaces the one before
 * @param effects what to do, in this order, once the events are durable
 * @param after the fold of the events on the state that was decided on, which the machine has made
 *     already; null when it is not at hand and who wants it folds
 */
public record Step(
    List<StationEvent> events,
    Session session,
    List<Effect> effects,
    @Nullable StationState after) {
  public Step {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }

  /** A step whose events are not folded yet. */
  public Step(List<StationEvent> events, Session session, List<Effect> effects) {
    this(events, session, effects, null);
  }
}
