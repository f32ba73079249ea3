// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One charging station. Its life: powered up, connected, booted, in service, connection lost and
 * back without a new boot, reset with a new boot. All methods are called on one thread; none
 * blocks.
 */
public final class Station implements Outbox.Owner {
  private static final FrameCodec CODEC = new FrameCodec();
  private static final Duration DRAIN_BEFORE_RESET = Duration.ofSeconds(5);

  private final StationId id;
  private final OcppVersion version;
  private final StationSettings settings;
  private final Link link;
  private final Timing timing;
  private final RandomGenerator random;
  private final StationListener listener;
  private final Dialect dialect;
  private final Outbox outbox;
  private final Incoming incoming;
  private final Connectors connectors;
  private final Reconnects reconnects;
  private final Heartbeats heartbeats;
  // One timer for what excludes each other: the next connect, the next boot, the end of a reset.
  private final Timer lifecycle;

  private Registration registration = Registration.NONE;
  private String bootReason = "PowerUp";
  private boolean connected;
  private boolean wanted;
  private boolean booting;
  private boolean resetting;
  private boolean reportAllStatus = true;

  /**
   * A station that is switched off.
   *
   * @param random its own, for ids, waits and powers
   */
  public Station(
      StationId id,
      OcppVersion version,
      StationSettings settings,
      Link link,
      Timing timing,
      RandomGenerator random,
      StationListener listener) {
    this.id = id;
    this.version = version;
    this.settings = settings;
    this.link = link;
    this.timing = timing;
    this.random = random;
    this.listener = listener;
    this.dialect = version.equals(OcppVersion.V1_6) ? new Dialect16() : new Dialect2(version);
    String idPrefix = Integer.toString(random.nextInt(1 << 30), Character.MAX_RADIX) + '-';
    this.outbox = new Outbox(this, timing, listener, settings.callTimeout(), idPrefix);
    this.connectors = new Connectors(this, settings);
    PayloadCheck check = settings.strict() ? new CatalogueCheck() : PayloadCheck.NONE;
    this.incoming = new Incoming(this, outbox, CODEC, check);
    this.reconnects = new Reconnects(settings, random);
    this.heartbeats = new Heartbeats(this);
    this.lifecycle = new Timer(timing, this::lifecycleDue);
  }

  // ---- what the script or the driver wants ----

  /** Opens the connection now and, with {@code autoReconnect}, again whenever it is lost. */
  public void connect() {
    wanted = true;
    if (!connected) {
      lifecycle.clear();
      link.connect();
    }
  }

  /** Ends the connection and stays away until {@link #connect}. */
  public void disconnect(boolean abruptly) {
    wanted = false;
    lifecycle.clear();
    link.close(abruptly);
  }

  /** Loses the connection as by a fault of the network; comes back by itself if it would. */
  public void loseConnection() {
    link.close(true);
  }

  /** Switches the station off and on: transactions end with it, the next connection boots. */
  public void powerCycle() {
    forgetRegistration("PowerUp");
    connectors.endAll(StopCause.POWER_LOSS);
    resetting = true;
    restartOrWait(true);
  }

  /** Sends a BootNotification now. */
  public void boot(Consumer<CallOutcome> done) {
    if (booting) {
      done.accept(new CallOutcome.Lost("a boot is on its way"));
      return;
    }
    booting = true;
    outbox.add(
        Action.of("BootNotification"),
        Kind.FORCED,
        () -> dialect.boot(this, bootReason),
        outcome -> {
          booting = false;
          booted(outcome);
          done.accept(outcome);
        },
        timing.nanoTime());
  }

  /**
   * Sends any CALL, whatever the registration, in turn with the station's own.
   *
   * @param dueNanos the moment in which it was due, on the station's monotonic clock
   */
  public void call(Action action, JsonView payload, long dueNanos, Consumer<CallOutcome> done) {
    outbox.add(action, Kind.FORCED, () -> payload, done, dueNanos);
  }

  /** Sends a Heartbeat that was due at {@code dueNanos}. */
  public void heartbeat(long dueNanos) {
    outbox.add(Action.of("Heartbeat"), Kind.PLAIN, () -> JsonView.EMPTY, Station::nobody, dueNanos);
  }

  /** Asks the CSMS about a token. */
  public void authorize(String idToken, Consumer<CallOutcome> done) {
    outbox.add(
        Action.of("Authorize"),
        Kind.PLAIN,
        () -> dialect.authorize(idToken),
        done,
        timing.nanoTime());
  }

  /** The authorisation status in the answer to an Authorize, Start or TransactionEvent. */
  public String authorization(JsonView answer) {
    return dialect.authorization(answer);
  }

  /** Sends a text as it is, past every rule. */
  public void sendRaw(String text) {
    listener.sent(text);
    link.send(text);
  }

  /** Answers an action by {@code answer} instead of the station's own way; null takes it back. */
  public void answerWith(String action, @Nullable Function<JsonView, Answer> answer) {
    incoming.override(action, answer);
  }

  /** The cables, drivers and meters of this station. */
  public Connectors connectors() {
    return connectors;
  }

  /** Lets go of every timer and call. The station is not used afterwards. */
  public void discard() {
    wanted = false;
    outbox.discard();
    heartbeats.discard();
    lifecycle.discard();
    connectors.discard();
  }

  // ---- what the link tells ----

  /** The connection is open. */
  public void opened() {
    connected = true;
    reconnects.succeeded();
    lifecycle.clear();
    outbox.opened();
    listener.opened();
    if (registration == Registration.ACCEPTED) {
      inService();
    } else if (settings.autoBoot() || resetting) {
      resetting = false;
      boot(Station::nobody);
    }
  }

  /** A text frame arrived. */
  public void received(String text) {
    listener.received(text);
    incoming.received(text);
  }

  /** The connection ended, or did not come about. */
  public void closed(Closed why) {
    connected = false;
    heartbeats.stop();
    lifecycle.clear();
    outbox.closed();
    listener.closed(why);
    if (resetting && wanted) {
      lifecycle.set(settings.rebootTime().toNanos());
    } else if (wanted && settings.autoReconnect()) {
      lifecycle.set(reconnects.nextWait());
    }
  }

  // ---- registration ----

  private void booted(CallOutcome outcome) {
    if (!(outcome instanceof CallOutcome.Result(JsonView answer))) {
      if (connected && settings.autoBoot()) {
        lifecycle.set(settings.bootRetry().toNanos());
      }
      return;
    }
    int interval = (int) answer.number("interval").orElse(0);
    registration =
        switch (answer.string("status").orElse("")) {
          case "Accepted" -> Registration.ACCEPTED;
          case "Pending" -> Registration.PENDING;
          default -> Registration.REJECTED;
        };
    listener.registered(registration);
    if (registration == Registration.ACCEPTED) {
      if (interval > 0) {
        dialect.heartbeatInterval(interval);
      }
      reportAllStatus = true;
      inService();
    } else if (settings.autoBoot()) {
      lifecycle.set(
          interval > 0 ? Duration.ofSeconds(interval).toNanos() : settings.bootRetry().toNanos());
    }
  }

  private void inService() {
    heartbeats.restart();
    connectors.statuses().reportAll(reportAllStatus);
    reportAllStatus = false;
    connectors.resume();
    outbox.pump();
  }

  private void lifecycleDue() {
    if (resetting && connected) {
      forgetRegistration(bootReason);
      link.close(false);
    } else if (!connected) {
      link.connect();
    } else if (registration != Registration.ACCEPTED && !booting) {
      boot(Station::nobody);
    }
  }

  // ---- reset ----

  /**
   * Goes through a reset: the messages still owed are sent (for a few seconds at most), then the
   * connection ends and a new one begins with a boot.
   *
   * @param reason of the next boot, in 2.x words
   * @param politely whether transactions are reported before the connection ends
   */
  void reset(String reason, StopCause cause, boolean endTransactions, boolean politely) {
    resetting = true;
    if (!politely) {
      forgetRegistration(reason);
    }
    if (endTransactions) {
      connectors.endAll(cause);
    }
    if (politely) {
      bootReason = reason;
    }
    restartOrWait(!politely);
  }

  private void restartOrWait(boolean now) {
    if (connected && (now || outbox.isEmpty())) {
      forgetRegistration(bootReason);
      link.close(false);
    } else if (connected) {
      lifecycle.set(DRAIN_BEFORE_RESET.toNanos());
    } else if (wanted) {
      lifecycle.set(settings.rebootTime().toNanos());
    }
  }

  // Takes an outcome that nothing hangs on.
  private static void nobody(CallOutcome outcome) {}

  private void forgetRegistration(String reason) {
    if (registration != Registration.NONE) {
      registration = Registration.NONE;
      listener.registered(registration);
    }
    bootReason = reason;
    reportAllStatus = true;
    heartbeats.stop();
  }

  @Override
  public void drained() {
    if (resetting && connected && registration != Registration.NONE) {
      forgetRegistration(bootReason);
      link.close(false);
    }
  }

  // ---- for the parts of the station ----

  @Override
  public Registration registration() {
    return registration;
  }

  @Override
  public void transmit(Frame frame) {
    sendRaw(CODEC.write(frame));
  }

  @Override
  public int transactionAttempts() {
    return dialect.transactionAttempts();
  }

  @Override
  public Duration transactionRetry() {
    return dialect.transactionRetry();
  }

  public StationId id() {
    return id;
  }

  public OcppVersion version() {
    return version;
  }

  /** Whether the connection is open. */
  public boolean isConnected() {
    return connected;
  }

  /** How many transaction messages the CSMS has not acknowledged yet. */
  public int waitingTransactionMessages() {
    return outbox.waitingTransactionMessages();
  }

  boolean isInService() {
    return connected && registration == Registration.ACCEPTED;
  }

  StationSettings settings() {
    return settings;
  }

  Timing timing() {
    return timing;
  }

  RandomGenerator random() {
    return random;
  }

  StationListener listener() {
    return listener;
  }

  Dialect dialect() {
    return dialect;
  }

  Heartbeats heartbeats() {
    return heartbeats;
  }

  Outbox outbox() {
    return outbox;
  }
}
