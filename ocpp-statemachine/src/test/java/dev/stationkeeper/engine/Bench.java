// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.Occurrence;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Ids;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** An engine room in which nothing moves unless the test moves it. */
final class Bench {
  static final StationId STATION = new StationId("CS-1");

  final ManualExecutor executor = new ManualExecutor();
  final ManualExecutor loader = new ManualExecutor();
  final ManualTimers time = new ManualTimers();
  final InMemoryLog log = new InMemoryLog();
  final List<String> sent = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final List<Input> inputs = new ArrayList<>();
  final List<Occurrence> occurrences = new ArrayList<>();
  final Map<Question, Consumer<Outcome>> questions = new HashMap<>();
  final Map<String, Integer> counts = new HashMap<>();
  final RecordedTraffic traffic = new RecordedTraffic();
  final StationEngines engines;

  /** Whether some handler wants to decide. */
  boolean wanted = true;

  private Decision decide = (state, session, input, now, ids) -> nothing();

  Bench() {
    this(new EngineLimits(4, 100, 100, Duration.ofSeconds(20), 2));
  }

  Bench(EngineLimits limits) {
    this.engines = new StationEngines(ports(limits));
  }

  /** What the machine makes of an input. */
  void machine(Function<Input, Step> behaviour) {
    decide = (state, session, input, now, ids) -> behaviour.apply(input);
  }

  /** The machine of the product. */
  void realMachine() {
    decide = new StationMachine()::decide;
  }

  private interface Decision {
    Step decide(StationState state, Session session, Input input, Instant now, Ids ids);
  }

  static Step nothing() {
    return new Step(List.of(), Session.NONE, List.of());
  }

  static StationEvent fact(String what) {
    return new StationEvent.FrameRejected(what);
  }

  long connect() {
    return engines.opened(STATION, OcppVersion.V1_6, "192.0.2.1:1", 0);
  }

  void call(long connection, String id) {
    engines.received(STATION, connection, "[2,\"" + id + "\",\"Heartbeat\",{}]");
  }

  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  final Transitions transitions =
      new Transitions() {
        private final StationMachine machine = new StationMachine();

        @Override
        public Step decide(StationState state, Session session, Input input, Instant now, Ids ids) {
          inputs.add(input);
          return decide.decide(state, session, input, now, ids);
        }

        @Override
        public StationState evolve(StationState state, StationEvent event, Instant at) {
          return machine.evolve(state, event, at);
        }
      };

  private EnginePorts ports(EngineLimits limits) {
    return new EnginePorts(
        transitions,
        new FrameCodec(),
        log,
        StateSource.folding(log, transitions),
        new Connections() {
          @Override
          public void send(StationId station, long connection, String text) {
            sent.add(connection + " " + text);
          }

          @Override
          public void close(StationId station, long connection, int code, String reason) {
            closed.add(connection + " " + code);
          }
        },
        station -> new Manager(),
        time,
        new FreshIds(0, time.instant()),
        time,
        executor,
        loader,
        what -> counts.merge(what, 1, Integer::sum),
        limits,
        new BackwardsVault(),
        traffic);
  }

  private final class Manager implements EventManager {
    @Override
    public boolean wants(OcppVersion version, Action action, JsonView payload) {
      return wanted;
    }

    @Override
    public void ask(Question question, Consumer<Outcome> reply) {
      questions.put(question, reply);
    }

    @Override
    public void publish(Occurrence occurrence) {
      occurrences.add(occurrence);
    }

    @Override
    public void close() {}
  }
}
