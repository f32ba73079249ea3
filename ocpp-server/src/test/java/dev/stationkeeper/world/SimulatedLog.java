// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.StationId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The log of one life of the server: slow, sometimes refusing, over the store that outlives it. */
final class SimulatedLog implements EventLog {
  private final Kernel kernel;
  private final Life life;
  private final Store store;
  private final Witness witness;
  private final Faults faults;

  SimulatedLog(Kernel kernel, Life life, Store store, Witness witness, Faults faults) {
    this.kernel = kernel;
    this.life = life;
    this.store = store;
    this.witness = witness;
    this.faults = faults;
  }

  @Override
  public CompletionStage<Void> append(StationId station, long lastSequence, List<NewEvent> batch) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    List<NewEvent> taken = List.copyOf(batch);
    if (faults.logThrows()) {
      throw new IllegalStateException("simulated: the log takes nothing");
    }
    faults.pending(() -> store.cutWhileWriting(station, lastSequence, taken));
    life.after(faults.writing(), () -> write(station, lastSequence, taken, done));
    return done;
  }

  private void write(
      StationId station, long lastSequence, List<NewEvent> batch, CompletableFuture<Void> done) {
    faults.pending(null);
    Exception failure = null;
    try {
      if (faults.logRefuses()) {
        store.fail(station, lastSequence, batch);
        throw new IllegalStateException("a broken disk took a batch");
      }
      store.append(station, lastSequence, batch);
      witness.durable(station, lastSequence, batch);
    } catch (Exception e) {
      failure = e;
    }
    Exception why = failure;
    kernel.note("log " + station + " +" + batch.size() + (why == null ? "" : " refused"));
    life.after(
        kernel.micros(500),
        () -> {
          if (why == null) {
            done.complete(null);
          } else {
            done.completeExceptionally(why);
          }
        });
  }

  @Override
  public void read(StationId station, long afterSequence, Consumer<LoggedEvent> to) {
    store.read(station, afterSequence, to);
  }
}
