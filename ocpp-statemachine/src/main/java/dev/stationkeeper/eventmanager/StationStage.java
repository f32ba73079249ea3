// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A stage that depends on the station. Waiting for it in a call for that station would wait for
 * ever, so it fails at once; so do the stages made from it.
 */
final class StationStage<T> extends CompletableFuture<T> {
  private final HandlerSlot slot;
  private final PluginHost host;

  StationStage(HandlerSlot slot, PluginHost host) {
    this.slot = slot;
    this.host = host;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new StationStage<>(slot, host);
  }

  @Override
  public Executor defaultExecutor() {
    return host.executor();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    refuseToWait();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    refuseToWait();
    return super.get(timeout, unit);
  }

  @Override
  public T join() {
    refuseToWait();
    return super.join();
  }

  private void refuseToWait() {
    if (!isDone() && Call.inCallOf(slot)) {
      throw new IllegalStateException(
          "A call for station "
              + slot.station()
              + " cannot wait for that station: answer later and compose");
    }
  }
}
