// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one station's effects. Used by the station's drain only, but for the tickets. */
final class Effects {
  private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

  private final StationId station;
  private final EnginePorts ports;
  private final Mailbox mailbox;
  private final StationTimers timers;
  private final OpenCalls calls;
  private final Map<String, CommandTicket> tickets = new ConcurrentHashMap<>(4);
  private final AtomicInteger questions = new AtomicInteger();
  private volatile @Nullable EventManager manager;

  Effects(
      StationId station,
      EnginePorts ports,
      Mailbox mailbox,
      StationTimers timers,
      OpenCalls calls) {
    this.station = station;
    this.ports = ports;
    this.mailbox = mailbox;
    this.timers = timers;
    this.calls = calls;
  }

  /** Who waits for a command; false when that id is waited for already. */
  boolean expect(String commandId, CommandTicket ticket) {
    return tickets.putIfAbsent(commandId, ticket) == null;
  }

  void forget(String commandId) {
    tickets.remove(commandId);
  }

  /** Decisions that are awaited. */
  int openQuestions() {
    return questions.get();
  }

  /** Carries out all of them; one that fails is counted and takes only its connection down. */
  void run(List<Effect> effects) {
    for (Effect effect : effects) {
      try {
        run(effect);
      } catch (RuntimeException e) {
        ports.counters().count("effect_failed");
        LOG.error(
            "Station {}: an effect failed: {}", station, effect.getClass().getSimpleName(), e);
      }
    }
  }

  /** Tells the observers what has become durable, from {@code sequence} on. */
  void publish(long sequence, List<NewEvent> events) {
    long next = sequence;
    for (NewEvent event : events) {
      try {
        manager()
            .publish(
                new Occurrence(
                    next,
                    event.at(),
                    event.encoded().type(),
                    JsonView.ofVerified(event.encoded().payload()),
                    false));
      } catch (RuntimeException e) {
        ports.counters().count("publish_failed");
        LOG.error("Station {}: observers were not told of event {}", station, next, e);
      }
      next++;
    }
  }

  /** Stops the handlers of the station, if it ever had any. */
  void closeManager() {
    EventManager known = manager;
    if (known != null) {
      known.close();
    }
  }

  private void run(Effect effect) {
    switch (effect) {
      case Effect.Send send -> {
        ports
            .connections()
            .send(
                station,
                send.connection(),
                ports.codec().write(CommandSecrets.open(send, ports.vault())));
        calls.left(send.connection(), send.frame(), ports.clock().instant());
      }
      case Effect.Ask ask -> ask(ask);
      case Effect.SetTimer set -> timers.set(set.key(), set.at());
      case Effect.CancelTimer cancel -> timers.cancel(cancel.key());
      case Effect.Close close ->
          ports.connections().close(station, close.connection(), close.code(), close.reason());
      case Effect.CommandProgress progress -> progress(progress);
      case Effect.Count count -> ports.counters().count(count.what(), count.times());
      case Effect.Forbidden forbidden -> {
        ports.counters().count("own_call_forbidden");
        LOG.warn(
            "Station {}: {} wanted to send a {} that the specification forbids: {}",
            station,
            forbidden.by(),
            forbidden.what(),
            forbidden.fault());
      }
    }
  }

  private void progress(Effect.CommandProgress progress) {
    calls.progressed(progress.commandId(), progress.status(), ports.clock().instant());
    CommandTicket ticket =
        progress.status().isEnd()
            ? tickets.remove(progress.commandId())
            : tickets.get(progress.commandId());
    if (ticket != null) {
      ticket.progress(
          new CommandResult(progress.commandId(), progress.status(), progress.response()));
    }
  }

  /** False when no handler would be asked. */
  boolean isWanted(Effect.Ask ask) {
    try {
      return manager().wants(ask.version(), ask.action(), ask.payload());
    } catch (RuntimeException e) {
      // The asking fails as well, and is answered for.
      return true;
    }
  }

  private void ask(Effect.Ask ask) {
    Question question =
        new Question(
            ask.id(),
            ask.version(),
            ask.action(),
            ask.payload(),
            ask.receivedAt(),
            ask.receivedAt().plus(ports.limits().askDeadline()));
    AtomicBoolean answered = new AtomicBoolean();
    questions.incrementAndGet();
    Consumer<Outcome> told = watched(calls.find(ask.connection(), ask.id()));
    try {
      manager().ask(question, outcome -> settle(ask, outcome, answered, told));
    } catch (RuntimeException e) {
      LOG.error("Station {}: the event manager could not be asked", station, e);
      settle(ask, new Outcome.Failed("the event manager could not be asked", "-"), answered, told);
    }
  }

  /** Tells {@link Traffic} of the question, and returns whom to tell of its outcome. */
  private Consumer<Outcome> watched(@Nullable OpenCall call) {
    if (call == null) {
      return outcome -> {};
    }
    Instant asked = ports.clock().instant();
    ports.traffic().asked(call);
    return outcome ->
        ports.traffic().decided(call, outcome, Duration.between(asked, ports.clock().instant()));
  }

  private void settle(
      Effect.Ask ask, Outcome outcome, AtomicBoolean answered, Consumer<Outcome> told) {
    if (!answered.compareAndSet(false, true)) {
      ports.counters().count("second_outcome");
      return;
    }
    told.accept(outcome);
    mailbox.add(told(ask, outcome));
    questions.decrementAndGet();
  }

  private static Mail.Told told(Effect.Ask ask, Outcome outcome) {
    long connection = ask.connection();
    return switch (outcome) {
      case Outcome.Answered answer ->
          new Mail.Told(new Input.Decided(connection, ask.id(), answer.payload()), answer.by());
      case Outcome.Refused refusal ->
          new Mail.Told(
              new Input.Refused(connection, ask.id(), refusal.code(), refusal.description()),
              refusal.by());
      case Outcome.Passed passed -> new Mail.Told(new Input.Undecided(connection, ask.id()), null);
      case Outcome.Failed failure ->
          new Mail.Told(
              new Input.DecisionFailed(connection, ask.id(), failure.reason()), failure.by());
    };
  }

  private EventManager manager() {
    EventManager known = manager;
    if (known == null) {
      known = ports.managers().apply(station);
      manager = known;
    }
    return known;
  }
}
