// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.Connections;
import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.engine.Transitions;
import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.ocpp.StationId;

/** What stands between the parts of a world; a mutant overrides one to make that part wrong. */
class Mutation {
  /** Everything as it is. */
  static final Mutation NONE = new Mutation();

  Transitions transitions(Transitions real) {
    return real;
  }

  EventLog log(EventLog real, Life life) {
    return real;
  }

  Connections connections(Connections real) {
    return real;
  }

  EventManager manager(StationId station, EventManager real) {
    return real;
  }

  void supervised(SupervisionEvent event) {}

  /** False when a power cut may take what the log had acknowledged. */
  boolean diskWaits() {
    return true;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
