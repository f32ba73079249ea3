// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.eventmanager.SupervisionPolicy;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.UnreadableEventException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks a handler again what stations asked in the past, in the real supervision, and tells every
 * answer that would have been another one. The log is read in its order; each question is put in
 * the state and with the tokens of its moment; one station's follow each other, those of different
 * stations run beside each other. Nothing is sent and nothing is written. One use, one thread.
 */
public final class LogReplay {
  private static final int STEP = 5_000;

  /** Events and questions of one station that may wait for a slow handler. */
  private static final int MOST_WAITING = 1_000;

  private static final int LOOK = 64;
  private static final long PAUSE_NANOS = 1_000_000;

  private final SegmentedLog log;
  private final List<HandlerSpec> handlers;
  private final ReplaySettings settings;
  private final Consumer<ReplayDifference> found;
  private final EventCodec codec = new EventCodec();
  private final StationMachine machine;
  private final Set<String> own;
  private final ReplayServices services = new ReplayServices();
  private final ReplaySupervision supervision;
  private final OpenQuestions open;
  private final Map<String, Replayed> stations = new HashMap<>();
  private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
  private final ReplayCounts counts = new ReplayCounts();

  /** One station on its way. */
  private record Replayed(StationId id, StationPast past, PastEvents events) {}

  /**
   * Replays {@code log}.
   *
   * @param handlers to ask, as a server would have them installed; those that are no responders
   *     decide nothing and are left out
   * @param found is told of each difference, in the order of the log
   */
  public LogReplay(
      SegmentedLog log,
      List<HandlerSpec> handlers,
      ReplaySettings settings,
      Consumer<ReplayDifference> found) {
    this.log = log;
    this.handlers = handlers.stream().filter(h -> h.role() == HandlerRole.RESPONDER).toList();
    this.settings = settings;
    this.found = found;
    this.machine = new StationMachine(settings.policy());
    this.own = this.handlers.stream().map(h -> h.id().name()).collect(Collectors.toSet());
    this.supervision = new ReplaySupervision(settings.failures());
    this.open = new OpenQuestions(supervision, settings.patience(), this::settled);
  }

  /** Runs. Blocks for as long as the handler takes. */
  public ReplayReport run() {
    // A real second may hold a day of the past, so the budget of restarts is the replay's own.
    SupervisionPolicy policy =
        SupervisionPolicy.DEFAULT
            .withRestarts(settings.failures(), settings.failures())
            .withMailboxes(MOST_WAITING, 2 * MOST_WAITING, 2 * MOST_WAITING);
    try (ThreadScheduler scheduler = new ThreadScheduler(clock::get);
        EventManagers managers =
            EventManagers.builder(scheduler)
                .policy(policy)
                .services(services)
                .listener(supervision)
                .build()) {
      handlers.forEach(managers::install);
      LogCursor cursor = log.cursor(0);
      for (List<LogRecord> events = cursor.next(STEP);
          !events.isEmpty() && supervision.ended() == null;
          events = cursor.next(STEP)) {
        for (LogRecord event : events) {
          if (supervision.ended() == null) {
            take(event, managers);
          }
        }
      }
      open.settleAll();
      long lost =
          handlers.stream()
              .flatMap(handler -> managers.slots(handler.id()).stream())
              .mapToLong(SlotStatus::lostEvents)
              .sum();
      List<String> names = handlers.stream().map(h -> h.id() + " " + h.version()).toList();
      return counts.report(names, lost, supervision.ended());
    }
  }

  private void take(LogRecord event, EventManagers managers) {
    if (event.stream().equals(SystemLog.STREAM)) {
      takeSystem(event);
    } else if (settings.wants(event.stream()) && event.at().isBefore(settings.to())) {
      takeStation(event, managers);
    }
  }

  private void takeSystem(LogRecord event) {
    SystemEvent typed = SystemLog.typed(event).orElse(null);
    if (typed instanceof SystemEvent.HandlerStateKept kept) {
      if (own.contains(kept.handler()) && event.at().isBefore(settings.from())) {
        services.take(kept);
      }
    } else if (typed instanceof SystemEvent.TokenPut || typed instanceof SystemEvent.TokenRemoved) {
      open.settleAll(); // what was asked before still sees the tokens of its moment
      services.take(typed);
    }
  }

  private void takeStation(LogRecord event, EventManagers managers) {
    open.settle(event.stream());
    counts.events++;
    StationEvent typed;
    try {
      typed = codec.decode(event.type(), event.version(), event.json());
    } catch (UnreadableEventException e) {
      counts.unreadable++;
      return;
    }
    Replayed station = stations.computeIfAbsent(event.stream(), this::begin);
    Optional<PastCall> call = station.past().take(event, typed);
    if (!settings.wants(event.at())) {
      return;
    }
    EventManager manager = managers.forStation(station.id());
    Consumer<LogRecord> tell = told -> manager.publish(occurrence(told));
    services.put(station.past().state());
    if (!(typed instanceof CallAnswered answer)) {
      station.events().take(event, tell);
    } else {
      counts.notAsked += call.isEmpty() && event.cause().decidedBy() != null ? 1 : 0;
      Runnable ask = () -> call.ifPresent(one -> ask(one, manager));
      station.events().answered(event, answer.messageId(), ask, tell);
    }
    if (event.sequence() % LOOK == 0) {
      pace(managers, station.id());
    }
  }

  private Replayed begin(String stream) {
    StationId id = new StationId(stream);
    StationPast past = new StationPast(machine, StationState.unknown(id));
    return new Replayed(id, past, new PastEvents());
  }

  private static Occurrence occurrence(LogRecord event) {
    return new Occurrence(
        event.sequence(), event.at(), event.type(), JsonView.ofVerified(event.json()), true);
  }

  private void ask(PastCall call, EventManager manager) {
    counts.asked++;
    clock.set(call.ask().receivedAt());
    services.put(call.state());
    open.ask(call, manager);
  }

  private void settled(PastCall call, Outcome outcome) {
    String then = call.decidedBy();
    if (outcome instanceof Outcome.Passed && !then.isEmpty() && !own.contains(then)) {
      counts.left++;
      return;
    }
    Optional<ReplayDifference> difference = call.compare(outcome);
    if (difference.isEmpty()) {
      counts.same++;
      return;
    }
    counts.different++;
    counts.failed += difference.get().failure() == null ? 0 : 1;
    found.accept(difference.get());
  }

  /** Lets a slow handler catch up with its station: the past does not come faster than it can. */
  private void pace(EventManagers managers, StationId station) {
    while (supervision.ended() == null
        && managers.slots(station).stream().anyMatch(slot -> slot.queued() > MOST_WAITING)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
