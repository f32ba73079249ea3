// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.StationState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stations, sockets, handlers, a log and operators around the real engines, machine and event
 * managers, from one seed: the same seed gives the same world, step for step.
 */
final class World {
  private static final Duration ACTIVE = Duration.ofSeconds(60);
  private static final Duration REST = Duration.ofHours(3);
  private static final int MOST_STEPS = 200_000;

  private final Trace trace = new Trace();
  private final Kernel kernel;
  private final Witness witness = new Witness();
  private final Faults faults;
  private final Network network;
  private final Store store;
  private final Server server;
  private final List<ModelStation> stations = new ArrayList<>();
  private long steps;

  private World(long seed, Mutation mutation, Stores stores) {
    kernel = new Kernel(seed, trace);
    faults = new Faults(kernel);
    network = new Network(kernel, witness, faults);
    store = stores.make(seed, kernel, mutation.diskWaits());
    server = new Server(kernel, store, witness, network, faults, mutation);
  }

  /** Makes the disk of a world. */
  interface Stores {
    /** Lists in memory for most, the real log for every eighth and where the disk matters. */
    static Stores in(Path folder) {
      return (seed, kernel, waits) ->
          seed % 8 == 0 || !waits ? new SegmentedStore(kernel, folder, waits) : new MemoryStore();
    }

    /** {@code waits} is false when a power cut may take what was acknowledged. */
    Store make(long seed, Kernel kernel, boolean waits);
  }

  /**
   * What became of a world.
   *
   * @param broken what was not true, empty when all was
   * @param hash over everything that happened
   */
  record Result(
      Optional<String> broken,
      long hash,
      long steps,
      List<String> last,
      Map<String, Integer> counts) {}

  static Result run(long seed, Mutation mutation, Stores stores) {
    World world = new World(seed, mutation, stores);
    try {
      world.live();
    } finally {
      world.server.close();
      world.store.close();
    }
    return new Result(
        world.witness.broken(),
        world.trace.hash(),
        world.steps,
        world.trace.last(),
        world.witness.counts());
  }

  private void live() {
    OcppVersion[] versions = {OcppVersion.V1_6, OcppVersion.V2_0_1, OcppVersion.V2_1};
    int many = 1 + kernel.below(3);
    for (int i = 0; i < many; i++) {
      stations.add(new ModelStation("CS" + i, kernel.pick(versions), kernel, network, faults));
    }
    server.start();
    stations.forEach(ModelStation::start);
    new Operators(kernel, server, witness, faults, stations).start();
    for (int i = kernel.below(4); i > 0; i--) {
      kernel.after(kernel.millis(1_000, (int) ACTIVE.toMillis()), this::kill);
    }
    until(ACTIVE);
    faults.off();
    until(REST);
    if (witness.broken().isEmpty()) {
      rest();
    }
  }

  private void kill() {
    if (server.isUp()) {
      server.kill();
      kernel.after(kernel.millis(10, 12_000), server::start);
    }
  }

  private void until(Duration end) {
    while (kernel.nanos() < end.toNanos() && witness.broken().isEmpty() && kernel.step()) {
      if (++steps > MOST_STEPS) {
        witness.broken("the world does not come to rest");
      }
      check();
    }
  }

  private void check() {
    StationEngines engines = server.engines();
    EventManagers managers = server.managers();
    if (engines == null || managers == null) {
      return;
    }
    for (ModelStation station : stations) {
      engines.state(station.id()).ifPresent(witness::live);
      managers.slots(station.id()).forEach(witness::slot);
    }
  }

  private void rest() {
    StationEngines engines = server.engines();
    if (engines == null) {
      witness.broken("the server is down at the end");
      return;
    }
    List<StationState> live =
        stations.stream()
            .map(station -> engines.state(station.id()))
            .flatMap(Optional::stream)
            .toList();
    witness.atRest(network.open(), live);
    server.kill();
  }
}
