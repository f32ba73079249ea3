// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.eventmanager.SlotState;
import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at every outcome: a failure is reported when a new instance is in place, and nobody's
 * opinion is the answer only when somebody was asked or nobody could be.
 */
final class WitnessedManager implements EventManager {
  private static final Set<SlotState> BETWEEN = Set.of(SlotState.RESTARTING, SlotState.BACKOFF);
  private static final Set<SlotState> AWAY =
      Set.of(SlotState.QUARANTINED, SlotState.STOPPING, SlotState.REMOVED);

  private final StationId station;
  private final EventManager real;
  private final Life life;
  private final EventManagers managers;
  private final Witness witness;
  private final Server server;

  WitnessedManager(
      StationId station,
      EventManager real,
      Life life,
      EventManagers managers,
      Witness witness,
      Server server) {
    this.station = station;
    this.real = real;
    this.life = life;
    this.managers = managers;
    this.witness = witness;
    this.server = server;
  }

  @Override
  public boolean wants(OcppVersion version, Action action, JsonView payload) {
    return real.wants(version, action, payload);
  }

  @Override
  public void ask(Question question, Consumer<Outcome> reply) {
    SlotStatus before = slot();
    boolean[] had = new boolean[1];
    real.ask(
        question,
        outcome -> {
          if (!life.isOver()) {
            look(question, before, outcome, had[0]);
          }
          had[0] = true;
          reply.accept(outcome);
        });
  }

  private void look(Question question, SlotStatus before, Outcome outcome, boolean again) {
    SlotStatus now = slot();
    witness.count("outcome_" + outcome.getClass().getSimpleName());
    if (again) {
      witness.broken("two outcomes of " + question.id() + " of " + station);
    }
    if (!life.instant().isBefore(question.deadline())) {
      return;
    }
    if (outcome instanceof Outcome.Failed && BETWEEN.contains(now.state())) {
      witness.broken(
          "the failure on %s of %s is reported while its handler is %s"
              .formatted(question.id(), station, now.state()));
    }
    if (outcome instanceof Outcome.Passed
        && !server.wasAsked(station + " " + question.id().value() + question.receivedAt())
        && !AWAY.contains(now.state())
        && !AWAY.contains(before.state())
        && before.queued() < Server.SUPERVISION.requests()) {
      witness.broken(
          "%s of %s met a missing handler (%s)".formatted(question.id(), station, before.state()));
    }
  }

  private SlotStatus slot() {
    return managers.slots(station).stream()
        .filter(slot -> slot.handler().equals(Server.VENDOR))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void publish(Occurrence occurrence) {
    real.publish(occurrence);
  }

  @Override
  public void close() {
    real.close();
  }
}
