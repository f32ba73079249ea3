// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StopCause;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The change of a slot from one load of its plugin to another: work is held, a promised answer is
 * waited for, the old instance is stopped, the new one opened with its snapshot. When it does not
 * open, the old load serves again. Confined to the slot's lock.
 */
final class SlotSwap {
  private record UnderWay(PluginHost to, Consumer<Optional<String>> done) {}

  private final SlotLife life;
  private final SlotFixtures fixtures;
  private @Nullable UnderWay underWay;

  SlotSwap(SlotLife life, SlotFixtures fixtures) {
    this.life = life;
    this.fixtures = fixtures;
  }

  boolean isUnderWay() {
    return underWay != null;
  }

  /** Begins a swap; where no instance serves, the next one simply comes from {@code to}. */
  void begin(PluginHost to, Consumer<Optional<String>> done) {
    switch (life.state()) {
      case RUNNING, RESTARTING, STARTING -> {
        end(Optional.of("another swap"));
        underWay = new UnderWay(to, done);
        if (life.state() == SlotState.RUNNING) {
          life.enter(SlotState.HELD);
        } else if (fixtures.calls().isIdle()) {
          life.moveTo(to);
          end(Optional.empty());
          life.open(to, Optional.empty());
        }
        life.dispatch().dispatch();
      }
      case HELD -> fixtures.outbox().add(() -> done.accept(Optional.of("a swap is under way")));
      case BACKOFF, QUARANTINED, STOPPING, REMOVED -> {
        life.moveTo(to);
        fixtures.outbox().add(() -> done.accept(Optional.empty()));
      }
    }
  }

  /** Nothing holds the old instance any more: it hands over. */
  void stopOld() {
    Instance old = Objects.requireNonNull(life.instance());
    life.stop().submitStop(old, StopCause.SWAPPED, this::oldStopped);
  }

  private void oldStopped(VendorSide.@Nullable Kept kept, @Nullable Failure failure) {
    Optional<Snapshot> handed = life.stop().handedOver(kept, failure);
    life.fence();
    UnderWay swap = underWay;
    if (life.state() == SlotState.STOPPING || swap == null) {
      life.stop().finish(handed);
    } else {
      life.open(swap.to(), handed, (made, broken) -> newOpened(made, broken, handed));
    }
  }

  private void newOpened(
      @Nullable Instance made, @Nullable Failure failure, Optional<Snapshot> handed) {
    if (made != null) {
      fixtures.tell(
          new SupervisionEvent.HandlerSwapped(
              fixtures.station(), fixtures.id(), life.generation(), made.host().load()));
      end(Optional.empty());
      life.serve(made);
      return;
    }
    life.fence();
    String reason = Objects.requireNonNull(failure).summary();
    life.noteError(failure.text());
    fixtures.tell(
        new SupervisionEvent.SwapRolledBack(
            fixtures.station(), fixtures.id(), life.generation(), reason));
    end(Optional.of(reason));
    if (life.state() == SlotState.STOPPING) {
      life.stop().finish(handed);
    } else {
      life.reopen(handed);
    }
  }

  /** The slot has gone out of service: an instance to come is one of the new load. */
  void landWithoutInstance() {
    if (underWay != null) {
      life.moveTo(underWay.to());
      end(Optional.empty());
    }
  }

  /** Ends the swap, if one is under way; whoever asked is told once the lock is free. */
  void end(Optional<String> rolledBack) {
    UnderWay over = underWay;
    underWay = null;
    if (over != null) {
      fixtures.outbox().add(() -> over.done().accept(rolledBack));
    }
  }
}
