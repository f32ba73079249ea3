// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.EngineLimits;
import dev.stationkeeper.engine.EnginePorts;
import dev.stationkeeper.engine.EventLog.LoggedEvent;
import dev.stationkeeper.engine.FreshIds;
import dev.stationkeeper.engine.StateSource;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.engine.Transitions;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.SteppedWorkers;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.eventmanager.SupervisionPolicy;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Ids;
import dev.stationkeeper.station.Policy;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The real engines, machine, event managers and log, wired as the node wires them. */
final class Server {
  static final HandlerId VENDOR = new HandlerId("vendor");
  static final HandlerId OBSERVER = new HandlerId("observer");

  /** Small, so that every bound is met. */
  static final Policy POLICY =
      Records.with(Policy.DEFAULT, Map.of("inboundQueue", 6, "commandQueue", 5));

  static final SupervisionPolicy SUPERVISION =
      SupervisionPolicy.DEFAULT.withMailboxes(4, 6, 12).withRestarts(6, 2);

  private static final EngineLimits LIMITS =
      new EngineLimits(16, 8, 6, Duration.ofSeconds(20), 100);

  private final Kernel kernel;
  private final Store store;
  private final Witness witness;
  private final Network network;
  private final Faults faults;
  private final Carrier carrier;
  private final Mutation mutation;

  /** Every load of the handler that there ever was; the first is the configured one. */
  private final List<Vendor> vendors = new ArrayList<>();

  private int lives;
  private int swaps;
  private Life life;
  private @Nullable StationEngines engines;
  private @Nullable EventManagers managers;

  Server(
      Kernel kernel,
      Store store,
      Witness witness,
      Network network,
      Faults faults,
      Mutation mutation) {
    this.kernel = kernel;
    this.store = store;
    this.witness = witness;
    this.network = network;
    this.faults = faults;
    this.carrier = new Carrier(kernel, faults);
    this.mutation = mutation;
    this.life = new Life(kernel);
    vendors.add(new Vendor(kernel, carrier, faults, true));
  }

  void start() {
    kernel.note("server starts");
    Life own = new Life(kernel);
    life = own;
    lives++;
    Transitions transitions = mutation.transitions(Transitions.of(new StationMachine(POLICY)));
    SimulatedLog log = new SimulatedLog(kernel, own, store, witness, faults);
    EventManagers made = managers(own);
    StateSource states = StateSource.folding(log, transitions);
    Map<StationId, Long> connections = new TreeMap<>();
    int[] lastTransaction = new int[1];
    store.readAll(event -> outline(event, connections, lastTransaction));
    StationEngines present =
        new StationEngines(
            new EnginePorts(
                transitions,
                new FrameCodec(),
                mutation.log(log, own),
                states,
                mutation.connections(network),
                station -> {
                  var real = mutation.manager(station, made.forStation(station));
                  return new WitnessedManager(station, real, own, made, witness, this);
                },
                own,
                ids(lastTransaction[0], own),
                own,
                own.threads(400),
                own.threads(20_000),
                witness::count,
                LIMITS,
                new OpenVault()));
    engines = present;
    managers = made;
    connections.forEach(present::known);
    network.up(present);
    // A station that comes before its turn has its state read then.
    for (StationId station : connections.keySet()) {
      own.after(kernel.millis(0, 2_000), () -> present.wake(states.load(station)));
    }
  }

  /** What a start must know of the log before the first station comes. */
  private static void outline(
      LoggedEvent event, Map<StationId, Long> connections, int[] lastTransaction) {
    connections.merge(
        event.station(),
        event.event() instanceof StationEvent.ConnectionOpened opened ? opened.connection() : 0L,
        Math::max);
    if (event.event() instanceof StationEvent.TransactionStarted started) {
      lastTransaction[0] = Math.max(lastTransaction[0], FreshIds.numberIn(started));
    }
  }

  private EventManagers managers(Life own) {
    Random jitter = new Random(lives);
    EventManagers made =
        SteppedWorkers.in(
                EventManagers.builder(own)
                    .policy(SUPERVISION)
                    .random(jitter)
                    .listener(this::supervised),
                call -> own.after(kernel.micros(2_000), () -> carrier.run(call)))
            .build();
    made.install(HandlerSpec.of(VENDOR, HandlerRole.RESPONDER, vendors.getFirst()));
    made.install(HandlerSpec.of(OBSERVER, HandlerRole.OBSERVER, vendors.getFirst()));
    return made;
  }

  private void supervised(SupervisionEvent event) {
    kernel.note("handler " + event.handler() + " " + event.getClass().getSimpleName());
    mutation.supervised(event);
    witness.count(event.getClass().getSimpleName());
  }

  private Ids ids(int lastTransactionId, Life own) {
    FreshIds numbers = new FreshIds(lastTransactionId, own.instant());
    String prefix = "s" + lives + "-";
    return new Ids() {
      private int last;

      @Override
      public String messageId() {
        return prefix + ++last;
      }

      @Override
      public int transactionId() {
        return numbers.transactionId();
      }
    };
  }

  /** The process is gone from one moment to the next. */
  void kill() {
    kernel.note("server is killed");
    witness.count("server_killed");
    life.end();
    faults.cut();
    network.down();
    engines = null;
    managers = null;
    store.restart();
    witness.restarted(store);
  }

  boolean isUp() {
    return engines != null;
  }

  @Nullable StationEngines engines() {
    return engines;
  }

  @Nullable EventManagers managers() {
    return managers;
  }

  /** Replaces the handler by another load, which at times does not open. */
  void swap() {
    EventManagers present = managers;
    if (present != null) {
      Vendor next = new Vendor(kernel, carrier, faults, kernel.percent(70));
      HandlerSpec spec = HandlerSpec.of(VENDOR, HandlerRole.RESPONDER, next);
      kernel.note("swap " + ++swaps);
      vendors.add(next);
      try {
        var _ = present.changes().swap(VENDOR, spec);
      } catch (IllegalStateException e) {
        kernel.note("swap refused");
      }
    }
  }

  /** True when some instance of the handler has seen that request. */
  boolean wasAsked(String request) {
    return vendors.stream().anyMatch(v -> v.wasAsked(request));
  }

  /** Lets what hangs come to its end. */
  void close() {
    life.end();
    carrier.close();
  }
}
