// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.Snapshot;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a slot is in its life, and the instance in it: how one is opened, comes into service and is
 * fenced. What happens in a life has parts of its own: work ({@link SlotDispatch}), failure ({@link
 * SlotRecovery}), the end ({@link SlotStop}), a change of the plugin ({@link SlotSwap}). Together
 * they are one machine over the state here. Confined to the slot's lock.
 */
final class SlotLife {
  private final SlotFixtures fixtures;
  private final SlotDispatch dispatch;
  private final SlotRecovery recovery;
  private final SlotStop stop;
  private final SlotSwap swap;

  private SlotState state = SlotState.STARTING;
  private int generation;
  private @Nullable PluginHost host;
  private @Nullable SlotContext opening;
  private @Nullable Instance instance;
  private long restarts;
  private String lastError = "";

  SlotLife(SlotFixtures fixtures) {
    this.fixtures = fixtures;
    this.dispatch = new SlotDispatch(this, fixtures);
    this.recovery = new SlotRecovery(this, fixtures);
    this.stop = new SlotStop(this, fixtures);
    this.swap = new SlotSwap(this, fixtures);
  }

  SlotDispatch dispatch() {
    return dispatch;
  }

  SlotRecovery recovery() {
    return recovery;
  }

  SlotStop stop() {
    return stop;
  }

  SlotSwap swap() {
    return swap;
  }

  SlotState state() {
    return state;
  }

  void enter(SlotState next) {
    state = next;
  }

  /** False when requests pass and events are lost. */
  boolean serves() {
    return switch (state) {
      case STARTING, RUNNING, RESTARTING, BACKOFF, HELD -> true;
      case QUARANTINED, STOPPING, REMOVED -> false;
    };
  }

  int generation() {
    return generation;
  }

  /** The instance that serves; null while there is none. */
  @Nullable Instance instance() {
    return instance;
  }

  /** The load that the next instance comes from; null until the plugin was loaded. */
  @Nullable PluginHost host() {
    return host;
  }

  void moveTo(PluginHost load) {
    host = load;
  }

  long restarts() {
    return restarts;
  }

  String lastError() {
    return lastError;
  }

  void noteError(String text) {
    lastError = text;
  }

  /** How the present instance is named in outcomes. */
  String by() {
    return fixtures.id().name() + "#" + generation;
  }

  /** A load of the plugin runs: opens the first instance if none was yet. */
  void pluginReady(PluginHost ready) {
    if (state == SlotState.STARTING && instance == null && fixtures.calls().isIdle()) {
      host = ready;
      open(ready, Optional.empty());
    }
  }

  /** Opens an instance of the present load. */
  void reopen(Optional<Snapshot> handedOver) {
    open(Objects.requireNonNull(host), handedOver);
  }

  void open(PluginHost in, Optional<Snapshot> handedOver) {
    open(in, handedOver, this::opened);
  }

  /**
   * Opens an instance of the next generation.
   *
   * @param handedOver by the one before; else the last checkpoint is what it gets
   */
  void open(PluginHost in, Optional<Snapshot> handedOver, SlotCalls.Ending<Instance> ending) {
    int next = ++generation;
    SlotContext context = new SlotContext(fixtures.slot(), in, next, fixtures.supervision());
    opening = context;
    Call<Instance> call =
        fixtures
            .calls()
            .await(
                in,
                fixtures.policy().startDeadline(),
                () -> fixtures.vendor().open(in, context, handedOver),
                ending);
    if (state == SlotState.RESTARTING) {
      ReinstallGate gate = fixtures.supervision().gate();
      fixtures
          .outbox()
          .add(() -> gate.before(fixtures.station(), fixtures.id(), next, () -> in.submit(call)));
    } else {
      in.submit(call);
    }
  }

  private void opened(@Nullable Instance made, @Nullable Failure failure) {
    if (made == null) {
      recovery.fail(Objects.requireNonNull(failure));
    } else {
      serve(made);
    }
  }

  /** Puts {@code made} into service; the failed request is reported only now. */
  void serve(Instance made) {
    opening = null;
    instance = made;
    host = made.host();
    if (!made.listens()) {
      fixtures.mailbox().dropEvents(false);
    }
    if (state == SlotState.RESTARTING) {
      restarts++;
      fixtures.tell(
          new SupervisionEvent.HandlerReinstalled(fixtures.station(), fixtures.id(), generation));
    }
    if (state != SlotState.STOPPING) {
      state = swap.isUnderWay() ? SlotState.HELD : SlotState.RUNNING;
    }
    recovery.reportOwed();
    dispatch.dispatch();
  }

  /** From now on what the present instance does counts for nothing. */
  void fence() {
    if (opening != null) {
      opening.fence();
      opening = null;
    }
    if (instance != null) {
      instance.context().fence();
      instance = null;
    }
    fixtures.mailbox().dropTasks();
  }
}
