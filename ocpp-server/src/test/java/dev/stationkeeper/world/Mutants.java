// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.Transitions;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Ids;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Policy;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Machines that are wrong in one thing. Each wraps the real one from outside. */
final class Mutants {
  private Mutants() {}

  /** A machine whose decisions are changed. */
  abstract static class Machine extends Mutation {
    abstract Step decide(
        Transitions real, StationState state, Session session, Input input, Instant now, Ids ids);

    @Override
    final Transitions transitions(Transitions real) {
      return new Transitions() {
        @Override
        public Step decide(StationState state, Session session, Input input, Instant now, Ids ids) {
          return Machine.this.decide(real, state, session, input, now, ids);
        }

        @Override
        public StationState evolve(StationState state, StationEvent event, Instant at) {
          return real.evolve(state, event, at);
        }
      };
    }
  }

  /** Takes what comes from an old socket as if it came from the present one. */
  static final class NoConnectionCheck extends Machine {
    @Override
    Step decide(
        Transitions real, StationState state, Session session, Input input, Instant now, Ids ids) {
      long present = session.connection();
      Input taken =
          !session.isConnected()
              ? input
              : switch (input) {
                case Input.Received i -> new Input.Received(present, i.frame());
                case Input.Decided i -> new Input.Decided(present, i.id(), i.payload());
                case Input.Closed i -> new Input.Closed(present, i.code(), i.reason());
                default -> input;
              };
      return real.decide(state, session, taken, now, ids);
    }
  }

  /** Does not remember what it answered. */
  static final class ForgetsAnswers extends Machine {
    @Override
    Step decide(
        Transitions real, StationState state, Session session, Input input, Instant now, Ids ids) {
      Step step = real.decide(state, session, input, now, ids);
      List<StationEvent> events = new ArrayList<>();
      for (StationEvent event : step.events()) {
        // An answer with an error is never remembered.
        events.add(
            event instanceof StationEvent.CallAnswered a
                ? new StationEvent.CallAnswered(
                    a.messageId(), a.action(), a.request(), a.response(), "GenericError")
                : event);
      }
      return new Step(events, step.session(), step.effects());
    }
  }

  /** Sends the next CALL although one is out. */
  static final class TwoCallsOut extends Machine {
    @Override
    Step decide(
        Transitions real, StationState state, Session session, Input input, Instant now, Ids ids) {
      if (!(input instanceof Input.CommandSubmitted submitted)
          || state.commands().out() == null
          || !session.isConnected()) {
        return real.decide(state, session, input, now, ids);
      }
      Step step = real.decide(state, session, input, now, ids);
      String commandId = submitted.command().id();
      boolean waits = step.events().stream().noneMatch(StationEvent.CommandEnded.class::isInstance);
      if (!waits) {
        return step;
      }
      String messageId = ids.messageId();
      List<StationEvent> events = new ArrayList<>(step.events());
      events.add(new StationEvent.CommandSent(commandId, messageId));
      List<Effect> effects = new ArrayList<>(step.effects());
      effects.add(
          new Effect.Send(
              session.connection(),
              new Frame.Call(
                  new MessageId(messageId),
                  submitted.command().action(),
                  submitted.command().payload())));
      return new Step(events, step.session(), effects);
    }
  }

  /** Does not look at what was under way when the server went down. */
  static final class LosesCommandsAtRestart extends Machine {
    @Override
    Step decide(
        Transitions real, StationState state, Session session, Input input, Instant now, Ids ids) {
      return input instanceof Input.Restarted
          ? new Step(List.of(), Session.NONE, List.of())
          : real.decide(state, session, input, now, ids);
    }
  }

  /** Leaves out some of what a step wants done. */
  abstract static class Omission extends Machine {
    abstract Predicate<Effect> omitted();

    @Override
    Step decide(
        Transitions real, StationState state, Session session, Input input, Instant now, Ids ids) {
      Step step = real.decide(state, session, input, now, ids);
      return new Step(
          step.events(),
          step.session(),
          step.effects().stream().filter(omitted().negate()).toList());
    }
  }

  /** Waits for ever for a station that does not answer. */
  static final class NoCallTimeout extends Omission {
    @Override
    Predicate<Effect> omitted() {
      return effect -> effect instanceof Effect.SetTimer timer && timer.key().kind().equals("call");
    }
  }

  /** Never lets a command that waits for its station grow old. */
  static final class NoExpiry extends Omission {
    @Override
    Predicate<Effect> omitted() {
      return effect ->
          effect instanceof Effect.SetTimer timer && timer.key().kind().equals("command");
    }
  }

  /** Asks nobody where somebody has to decide, and sets no deadline. */
  static final class ForgetsQuestions extends Omission {
    private int asked;

    @Override
    Predicate<Effect> omitted() {
      return effect ->
          (effect instanceof Effect.SetTimer timer && timer.key().kind().equals("decision"))
              || (effect instanceof Effect.Ask && ++asked % 5 == 0);
    }
  }

  /** Sets no bound to what waits for a station. */
  static final class UnboundedQueue extends Mutation {
    @Override
    Transitions transitions(Transitions real) {
      Policy wide = Records.with(Server.POLICY, Map.of("commandQueue", 1_000));
      return Transitions.of(new StationMachine(wide));
    }
  }

  /** Folds live what it does not write. */
  static final class LiveIsNoFold extends Mutation {
    @Override
    Transitions transitions(Transitions real) {
      return new Transitions() {
        @Override
        public Step decide(StationState state, Session session, Input input, Instant now, Ids ids) {
          Step step = real.decide(state, session, input, now, ids);
          return new Step(step.events(), step.session(), step.effects());
        }

        @Override
        public StationState evolve(StationState state, StationEvent event, Instant at) {
          // The wrong clock is enough: a status is as of its arrival and no longer as it said.
          StationEvent changed =
              event instanceof StationEvent.ConnectionOpened o
                  ? new StationEvent.ConnectionOpened(o.connection(), "1.6", o.remoteAddress())
                  : event;
          return real.evolve(state, changed, at);
        }
      };
    }
  }
}
