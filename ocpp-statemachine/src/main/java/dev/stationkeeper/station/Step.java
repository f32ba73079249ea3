// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent;
import java.util.List;

/**
 * What one input leads to.
 *
 * @param events facts, to be made durable in this order before anything else happens
 * @param session what is true of the present connection only; replaces the one before
 * @param effects what to do, in this order, once the events are durable
 */
public record Step(List<StationEvent> events, Session session, List<Effect> effects) {
  public Step {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }
}
