// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.TimerKey;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that share one append: the state they lead to, their events and what is to be done once
 * those are durable. Nothing of it is true before.
 */
final class Batch {
  private final long startSequence;
  private final List<NewEvent> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<CommandTicket> tickets = new ArrayList<>();
  private StationState state;
  private Session session;

  Batch(StationState state, long sequence, Session session) {
    this.startSequence = sequence;
    this.state = state;
    this.session = session;
  }

  /**
   * Adds a step whole, or throws what fold or encoding threw and adds nothing. The machine folds
   * while it decides, so that most steps bring the state they lead to with them.
   */
  void add(Step step, Transitions transitions, Cause cause, Instant now) {
    List<NewEvent> added = new ArrayList<>(step.events().size());
    for (StationEvent event : step.events()) {
      added.add(new NewEvent(event, now, cause));
    }
    state = after(step, transitions, now);
    session = step.session();
    events.addAll(added);
    effects.addAll(step.effects());
  }

  private StationState after(Step step, Transitions transitions, Instant now) {
    StationState known = step.after();
    if (known != null) {
      return known;
    }
    StationState after = state;
    for (StationEvent event : step.events()) {
      after = transitions.evolve(after, event, now);
    }
    return after;
  }

  /** Leaves an effect out after all. */
  void forgo(Effect effect) {
    effects.remove(effect);
  }

  void add(CommandTicket ticket) {
    tickets.add(ticket);
  }

  boolean hasEvents() {
    return !events.isEmpty();
  }

  /**
   * The effects so far, which this batch then forgets. A timer that a later step cancels is not set
   * first: of a decision that nobody wants to make, which most messages of a transaction come to.
   */
  List<Effect> takeEffects() {
    List<Effect> taken = new ArrayList<>(effects.size());
    for (Effect effect : effects) {
      if (effect instanceof Effect.CancelTimer cancel) {
        taken.removeIf(earlier -> sets(earlier, cancel.key()));
      }
      taken.add(effect);
    }
    effects.clear();
    return taken;
  }

  private static boolean sets(Effect effect, TimerKey key) {
    return effect instanceof Effect.SetTimer set && set.key().equals(key);
  }

  /** The tickets so far, which this batch then forgets. */
  List<CommandTicket> takeTickets() {
    List<CommandTicket> taken = List.copyOf(tickets);
    tickets.clear();
    return taken;
  }

  List<NewEvent> events() {
    return events;
  }

  /** The sequence number that the log must be at. */
  long startSequence() {
    return startSequence;
  }

  StationState state() {
    return state;
  }

  Session session() {
    return session;
  }
}
