// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StopCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a slot's service in order: work is let go, a call under way ends, the instance is
 * stopped, and whoever asked is told what it handed over. Confined to the slot's lock.
 */
final class SlotStop {
  private final SlotLife life;
  private final SlotFixtures fixtures;
  private final List<Consumer<Optional<Snapshot>>> waiting = new ArrayList<>(0);
  private StopCause cause = StopCause.SHUTDOWN;
  private SlotState into = SlotState.REMOVED;

  SlotStop(SlotLife life, SlotFixtures fixtures) {
    this.life = life;
    this.fixtures = fixtures;
  }

  /**
   * Begins the end; the instance is stopped at the next dispatch. A second stop joins the first,
   * and says where it ends.
   */
  void begin(StopCause why, SlotState then, Consumer<Optional<Snapshot>> done) {
    waiting.add(done);
    into = then;
    if (life.state() == SlotState.QUARANTINED || life.state() == SlotState.REMOVED) {
      finish(Optional.empty());
      return;
    }
    boolean already = life.state() == SlotState.STOPPING;
    life.enter(SlotState.STOPPING);
    if (!already) {
      cause = why;
      life.swap().end(Optional.empty());
      RequestInHand inHand = fixtures.inHand();
      Ask promised = inHand.isPromised() ? inHand.letGo() : null;
      if (promised != null) {
        fixtures.outbox().add(promised::next);
      }
      fixtures.release();
      fixtures.mailbox().dropEvents(true);
      fixtures.mailbox().dropTasks();
    }
  }

  /** Calls the instance's {@code onStop}, if there is an instance. */
  void stopInstance() {
    Instance current = life.instance();
    if (current == null) {
      finish(Optional.empty());
    } else {
      submitStop(current, cause, (kept, failure) -> finish(handedOver(kept, failure)));
    }
  }

  /** Calls {@code onStop} of {@code current} on the plugin's thread. */
  void submitStop(Instance current, StopCause why, SlotCalls.Ending<VendorSide.Kept> ending) {
    fixtures
        .calls()
        .submit(
            current.host(),
            fixtures.policy().stopDeadline(),
            () -> fixtures.vendor().stop(current.handler(), why),
            ending);
  }

  /** What an instance left behind; a failed stop is told, and leaves nothing. */
  Optional<Snapshot> handedOver(VendorSide.@Nullable Kept kept, @Nullable Failure failure) {
    if (kept == null) {
      String text = Objects.requireNonNull(failure).text();
      life.noteError(text);
      fixtures.tell(
          new SupervisionEvent.StopFailed(
              fixtures.station(), fixtures.id(), life.generation(), text));
      return Optional.empty();
    }
    return kept.snapshot();
  }

  /** It is over: {@code snapshot} is kept as the last checkpoint, and those who wait are told. */
  void finish(Optional<Snapshot> snapshot) {
    life.fence();
    life.enter(into);
    life.recovery().reportOwed();
    List<Consumer<Optional<Snapshot>>> told = List.copyOf(waiting);
    waiting.clear();
    HandlerServices services = fixtures.supervision().services();
    snapshot.ifPresent(
        kept ->
            fixtures
                .outbox()
                .add(() -> services.checkpoint(fixtures.station(), fixtures.id(), kept)));
    fixtures.outbox().add(() -> told.forEach(done -> done.accept(snapshot)));
  }
}
