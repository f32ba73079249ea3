// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one station. Takes its mail one by one, lets the machine decide, and folds the events
 * tentatively, so that inputs which wait together share one append. What the machine wants done is
 * done when the append is durable; while one is in flight, mail waits. Steps without events take
 * effect at once when nothing before them in the same turn is undurable.
 *
 * <p>When an append fails nothing of it has happened: the tentative state is thrown away, every
 * socket of the station is closed with 1011, who waits is told, and the state is read back from the
 * log. A defect in the machine costs the input that met it and the sockets; this object survives
 * both.
 *
 * <p>Fields without a note belong to the drain, which {@link Mailbox} runs on one thread at a time.
 */
final class StationEngine {
  private static final Logger LOG = LoggerFactory.getLogger(StationEngine.class);
  private static final int GOING_WRONG = 1011;
  private static final int OVERLOADED = 1013;
  private static final int POLICY = 1008;

  private final StationId id;
  private final EnginePorts ports;
  private final Mailbox mailbox;
  private final Sockets sockets;
  private final StationTimers timers;
  private final Effects effects;
  private final OpenCalls calls;
  private final Reading reading;

  /** True until somebody wants something of a station whose state is still on disk. */
  private final AtomicBoolean asleep = new AtomicBoolean();

  private volatile StateSource.Loaded durable;
  private volatile boolean present = true;
  private Session session = Session.NONE;
  private final Rereading rereading;
  private final ReadBack readBack;

  StationEngine(StateSource.Loaded durable, EnginePorts ports, long lastConnection) {
    this.id = durable.state().id();
    this.durable = durable;
    this.ports = ports;
    this.mailbox = new Mailbox(ports.executor(), this::drain);
    this.sockets = new Sockets(lastConnection);
    this.timers = new StationTimers(ports.timers(), mailbox);
    this.calls = new OpenCalls(id, ports.traffic());
    this.reading = new Reading(id, ports, calls);
    this.effects = new Effects(id, ports, mailbox, timers, calls);
    this.rereading = new Rereading(id, ports, mailbox);
    this.readBack = new ReadBack(id, ports, mailbox, this::resume, this::startOver);
  }

  /** A station whose state is on disk: it is read at the first contact, or {@link #wake} has it. */
  static StationEngine asleep(StationId station, EnginePorts ports, long lastConnection) {
    StateSource.Loaded none = new StateSource.Loaded(StationState.unknown(station), 0);
    StationEngine engine = new StationEngine(none, ports, lastConnection);
    engine.mailbox.hold();
    engine.present = false;
    engine.asleep.set(true);
    return engine;
  }

  // ---- from any thread -------------------------------------------------------------------------

  long opened(OcppVersion version, String remoteAddress, int profile) {
    synchronized (sockets) {
      long number = sockets.add(version, ports.clock().instant());
      mailbox.add(new Mail.Told(new Input.Opened(number, version, remoteAddress, profile), null));
      rouse();
      return number;
    }
  }

  void received(long connection, String text) {
    Instant now = ports.clock().instant();
    OcppVersion version = sockets.heard(connection, now);
    if (version == null) {
      ports.counters().count("frame_of_closed_connection");
    } else if (!mailbox.offer(
        new Mail.Text(connection, version, text, now), ports.limits().mailbox())) {
      ports.counters().count("mailbox_full");
      ports.connections().close(id, connection, OVERLOADED, "too many messages are waiting");
    }
  }

  void closed(long connection, int code, String reason) {
    if (sockets.remove(connection)) {
      mailbox.add(new Mail.Told(new Input.Closed(connection, code, reason), null));
    }
  }

  CommandTicket submit(Command wanted) {
    CommandTicket ticket = new CommandTicket(wanted.id());
    Command command;
    try {
      command = CommandSecrets.seal(id, wanted, ports.vault());
    } catch (RuntimeException e) {
      LOG.error("Station {}: the secrets of command {} could not be kept", id, wanted.id(), e);
      ticket.fail(new StationUnavailableException("The command's secrets could not be kept"));
      return ticket;
    }
    if (!mailbox.offer(new Mail.Submitted(command, ticket), ports.limits().mailbox())) {
      ports.counters().count("command_refused_mailbox_full");
      ticket.fail(new StationUnavailableException("Station " + id + " has too much mail waiting"));
    }
    rouse();
    return ticket;
  }

  void cancel(String commandId, String by) {
    mailbox.add(new Mail.Told(new Input.CommandCancelled(commandId), by));
    rouse();
  }

  void putRight(Input.TransactionPutRight right) {
    mailbox.add(new Mail.Told(right, right.by()));
    rouse();
  }

  /**
   * Reads the state again while socket and session stay: the log's words were changed, and none of
   * its events. Completes when it is in place; at once when it is on disk only.
   */
  CompletionStage<Void> reread() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (asleep.get()) {
      done.complete(null);
    } else {
      mailbox.add(new Mail.Reread(done));
    }
    return done;
  }

  private void rouse() {
    if (asleep.compareAndSet(true, false)) {
      readBack.now();
    }
  }

  /** Gives a station that is still asleep its state, which is all that the log has of it. */
  void wake(StateSource.Loaded found) {
    if (asleep.compareAndSet(true, false)) {
      mailbox.addUrgent(() -> resume(found));
    }
  }

  /** The durable state; read from disk while it is there only. */
  StationState state() {
    return present ? durable.state() : ports.states().load(id).state();
  }

  /** The durable state with its place in the log; empty while it is on disk only. */
  Optional<StateSource.Loaded> durable() {
    return present ? Optional.of(durable) : Optional.empty();
  }

  LiveStation live() {
    OcppVersion version = sockets.version();
    return new LiveStation(id, version != null, sockets.last(), version, sockets.lastSeen());
  }

  /** Mail that waits. */
  int waiting() {
    return mailbox.waiting();
  }

  /**
   * Closes a connection that was made with another security profile; one whose is not known stays.
   */
  void holdTo(int profile) {
    Integer made = durable().map(loaded -> loaded.state().link().securityProfile()).orElse(null);
    if (made != null && made != profile) {
      ports.counters().count("connection_at_another_profile");
      closeSockets(POLICY, "another security profile is agreed");
    }
  }

  /** True when there is no mail, no append in flight and no decision awaited. */
  boolean isIdle() {
    return asleep.get() || (effects.openQuestions() == 0 && mailbox.isIdle());
  }

  void closeManager() {
    effects.closeManager();
  }

  // ---- the drain -------------------------------------------------------------------------------

  private void drain() {
    for (Runnable work = mailbox.pollUrgent(); work != null; work = mailbox.pollUrgent()) {
      work.run();
    }
    Batch batch = new Batch(durable.state(), durable.sequence(), session);
    for (int inputs = 0; inputs < ports.limits().inputsPerTurn(); inputs++) {
      Mail mail = batch.events().size() < ports.limits().batchEvents() ? mailbox.poll() : null;
      if (mail == null) {
        break;
      }
      if (mail instanceof Mail.Reread reread) {
        rereading.want(reread.done());
        break; // behind what is not durable yet
      }
      step(batch, mail);
      if (!batch.hasEvents()) {
        session = batch.session();
        carryOut(batch);
      }
    }
    if (batch.hasEvents()) {
      append(batch);
    } else {
      rereading.begin(this::replace);
    }
  }

  private void replace(StateSource.Loaded found) {
    if (found.sequence() == durable.sequence()) {
      durable = found;
    }
  }

  private void step(Batch batch, Mail mail) {
    // Whatever our own code does wrong, Error included, must cost one input and not the station:
    // an escaping throwable would leave the mailbox undrained for ever.
    try {
      switch (mail) {
        case Mail.Text text -> step(batch, reading.read(text), null);
        case Mail.Told told -> {
          calls.follow(told.input());
          step(batch, told.input(), told.by());
        }
        case Mail.TimerDue due -> {
          if (timers.fired(due.key(), due.token())) {
            step(batch, new Input.TimerFired(due.key()), null);
          }
        }
        case Mail.Submitted submitted -> submit(batch, submitted);
        case Mail.Reread reread -> throw new IllegalStateException("no input: " + reread);
      }
    } catch (Throwable t) {
      ports.counters().count("machine_failed");
      LOG.error("Station {}: {} failed", id, mail.getClass().getSimpleName(), t);
      refuse(mail, "the server failed to handle the command");
      closeSockets("internal error");
    }
  }

  private void step(Batch batch, Input input, @Nullable String by) {
    Instant now = ports.clock().instant();
    Step step = ports.transitions().decide(batch.state(), batch.session(), input, now, ports.ids());
    batch.add(step, ports.transitions(), Causes.of(input, by), now);
    for (Effect effect : step.effects()) {
      // What nobody wants to decide needs no second append.
      if (effect instanceof Effect.Ask ask && !effects.isWanted(ask)) {
        batch.forgo(ask);
        step(batch, new Input.Undecided(ask.connection(), ask.id()), null);
      }
    }
  }

  private void submit(Batch batch, Mail.Submitted submitted) {
    Command command = submitted.command();
    if (!effects.expect(command.id(), submitted.ticket())) {
      submitted.ticket().fail(new StationUnavailableException("This command is known already"));
      return;
    }
    ports.traffic().submitted(id, command);
    step(batch, new Input.CommandSubmitted(command), null);
    batch.add(submitted.ticket());
  }

  private void carryOut(Batch batch) {
    batch.takeTickets().forEach(CommandTicket::durable);
    effects.run(batch.takeEffects());
  }

  // ---- durability ------------------------------------------------------------------------------

  private void append(Batch batch) {
    mailbox.hold();
    CompletionStage<Void> durable;
    try {
      durable = ports.log().append(id, batch.startSequence(), batch.events());
    } catch (RuntimeException e) {
      failed(batch, e);
      return;
    }
    durable.whenComplete((done, failure) -> mailbox.addUrgent(() -> settle(batch, failure)));
  }

  private void settle(Batch batch, @Nullable Throwable failure) {
    if (failure != null) {
      failed(batch, failure);
      return;
    }
    readBack.over();
    durable = new StateSource.Loaded(batch.state(), batch.startSequence() + batch.events().size());
    session = batch.session();
    mailbox.release();
    carryOut(batch);
    effects.publish(batch.startSequence() + 1, batch.events());
    rereading.begin(this::replace);
  }

  private void failed(Batch batch, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    ports
        .counters()
        .count(cause instanceof LogConflictException ? "append_conflict" : "append_failed");
    LOG.error("Station {}: {} events were not appended", id, batch.events().size(), cause);
    for (CommandTicket ticket : batch.takeTickets()) {
      effects.forget(ticket.last().commandId());
      ticket.fail(new StationUnavailableException("The event log did not take the command"));
    }
    startOver();
  }

  /** Drops what is not durable and reads the rest back, later each time it goes wrong again. */
  private void startOver() {
    mailbox.hold();
    timers.cancelAll();
    // In this order: a socket that opens in between is closed too, and its mail is kept.
    mailbox.clear().forEach(mail -> refuse(mail, "the station's state is being read back"));
    closeSockets("internal error");
    readBack.begin();
  }

  private void resume(StateSource.Loaded loaded) {
    durable = loaded;
    present = true;
    rereading.done();
    session = Session.NONE;
    mailbox.release();
    Batch batch = new Batch(durable.state(), durable.sequence(), session);
    step(batch, new Mail.Told(new Input.Restarted(), null));
    session = batch.session();
    if (batch.hasEvents()) {
      append(batch);
    } else {
      carryOut(batch);
    }
  }

  private void refuse(Mail mail, String why) {
    if (mail instanceof Mail.Reread reread) {
      reread.done().complete(null); // it is about to be read
    }
    if (mail instanceof Mail.Submitted submitted) {
      effects.forget(submitted.command().id());
      submitted.ticket().fail(new StationUnavailableException("Station " + id + ": " + why));
    }
  }

  private void closeSockets(String reason) {
    closeSockets(GOING_WRONG, reason);
  }

  private void closeSockets(int code, String reason) {
    for (long number : sockets.numbers()) {
      ports.connections().close(id, number, code, reason);
    }
  }
}
