// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StopCause;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fixed place of one handler for one station. It outlives the instances in it: the mailbox is
 * the slot's, and every call and answer carries the generation of its instance, so that what a
 * fenced one still does counts for nothing.
 *
 * <p>On failure, in this order: the instance is fenced; dispatch is held; a new one is opened; the
 * failed request is reported; dispatch goes on. A request that comes in between waits here. The
 * deadline of a request holds throughout.
 *
 * <p>This is the door: from any thread, each method takes the one lock that guards all of the slot,
 * lets the parts ({@link SlotLife} and what it names) decide, and tells what came of it without the
 * lock. It is held for a few instructions; vendor code, receivers of answers and listeners run
 * outside. Only three others take it: {@link SlotCalls} at the beginning and end of a call, {@link
 * SlotRecovery} at the end of a pause, {@link SlotFixtures} to count an answer that came too late.
 */
final class HandlerSlot {
  /** A shadow that is so much behind is not asked. */
  private static final int ROOM = 16;

  private final StationId station;
  private final Plugin plugin;
  private final Object lock = new Object();
  private final Outbox outbox = new Outbox();

  // All below are guarded by the lock.
  private final Mailbox mailbox;
  private final SlotCalls calls;
  private final RequestInHand inHand = new RequestInHand();
  private final SlotLife life;

  HandlerSlot(StationId station, Plugin plugin, Supervision supervision) {
    this.station = station;
    this.plugin = plugin;
    SupervisionPolicy policy = supervision.policy();
    boolean observer = plugin.spec().role() == HandlerRole.OBSERVER;
    this.mailbox = new Mailbox(policy.requests(), observer ? policy.backlog() : policy.notices());
    this.calls = new SlotCalls(this, lock, outbox);
    this.life =
        new SlotLife(
            new SlotFixtures(
                this,
                lock,
                supervision,
                new VendorSide(supervision, station),
                calls,
                mailbox,
                inHand,
                outbox));
  }

  StationId station() {
    return station;
  }

  HandlerId id() {
    return plugin.id();
  }

  /** By the station, so that slots are gone through in the same order in every run. */
  @Override
  public int hashCode() {
    return station.hashCode();
  }

  boolean wants(GivenRequest request) {
    return wants(request.version(), request.action(), request.payload());
  }

  boolean wants(OcppVersion version, Action action, JsonView payload) {
    return plugin.spec().wants(version, action, payload);
  }

  /** Takes {@code ask}, to answer it or to call its {@code next}; false when it passes at once. */
  boolean offer(Ask ask) {
    boolean taken;
    synchronized (lock) {
      taken = life.serves() && mailbox.ask(ask);
      if (taken) {
        life.dispatch().dispatch();
      }
    }
    outbox.flush();
    return taken;
  }

  /** The deadline of {@code ask} has come; what it is answered. */
  Outcome expire(Ask ask) {
    Outcome outcome;
    synchronized (lock) {
      outcome = life.dispatch().expire(ask);
    }
    outbox.flush();
    return outcome;
  }

  /** True when another request may wait here and not only fill the mailbox. */
  boolean hasRoom() {
    synchronized (lock) {
      return life.serves() && mailbox.depth() < ROOM;
    }
  }

  /** Tells an event. */
  void tell(Occurrence occurrence) {
    synchronized (lock) {
      Instance instance = life.instance();
      if (!life.serves()) {
        mailbox.lose(1);
      } else if (instance == null || instance.listens()) {
        mailbox.tell(occurrence);
        life.dispatch().dispatch();
      }
    }
    outbox.flush();
  }

  /** Runs {@code code} as a call of the instance of that generation, if it still serves. */
  void post(int of, Runnable code) {
    synchronized (lock) {
      if (of == life.generation() && life.serves()) {
        mailbox.post(new Mailbox.Work.Task(of, code));
        life.dispatch().dispatch();
      }
    }
    outbox.flush();
  }

  /** An answer that was to come later is there. On any thread, the vendor's included. */
  void later(int of, Ask ask, @Nullable Answer answer, @Nullable Throwable thrown) {
    synchronized (lock) {
      if (of != life.generation() || !life.serves() || !inHand.came(ask)) {
        calls.countLate();
        return;
      }
      mailbox.post(new Mailbox.Work.Later(of, ask, answer, thrown));
      life.dispatch().dispatch();
    }
    outbox.flush();
  }

  /** A load of the plugin runs: opens the first instance if none was yet. */
  void pluginReady(PluginHost ready) {
    synchronized (lock) {
      life.pluginReady(ready);
    }
    outbox.flush();
  }

  /** Takes the handler out of service here at once; what it still does counts for nothing. */
  void quarantine(String reason) {
    synchronized (lock) {
      life.recovery().quarantine(reason);
    }
    outbox.flush();
  }

  /** It was quarantined while {@code host} was its load. Without the lock. */
  void quarantinedOn(PluginHost host, String reason) {
    plugin.change().quarantined(this, host, reason);
  }

  /** Lifts a quarantine; true when there was one. */
  boolean resume(Optional<PluginHost> ready) {
    boolean was;
    synchronized (lock) {
      was = life.recovery().resume(ready);
    }
    outbox.flush();
    return was;
  }

  /**
   * Ends the instance in order and leaves the slot in {@code into}. Requests that wait pass on.
   *
   * @param done is told when it is over, with what the instance handed over
   */
  void stop(StopCause cause, SlotState into, Consumer<Optional<Snapshot>> done) {
    synchronized (lock) {
      life.stop().begin(cause, into, done);
      life.dispatch().dispatch();
    }
    outbox.flush();
  }

  /**
   * Puts an instance of {@code to} in place of the present one, which hands over its snapshot; the
   * one before comes back when the new one does not open.
   *
   * @param done is told when it is over, with the reason when it was rolled back
   */
  void swap(PluginHost to, Consumer<Optional<String>> done) {
    synchronized (lock) {
      life.swap().begin(to, done);
    }
    outbox.flush();
  }

  /** True when nothing more is to be moved to {@code to}. */
  boolean isOn(PluginHost to) {
    synchronized (lock) {
      return life.host() == to || life.state() == SlotState.REMOVED;
    }
  }

  SlotStatus status() {
    synchronized (lock) {
      return new SlotStatus(
          station,
          id(),
          plugin.spec().role(),
          life.state(),
          life.generation(),
          life.restarts(),
          life.lastError(),
          mailbox.depth(),
          calls.late(),
          mailbox.lost(),
          life.dispatch().timeouts());
    }
  }
}
