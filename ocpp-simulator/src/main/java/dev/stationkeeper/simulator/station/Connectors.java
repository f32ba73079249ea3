// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The places where cars charge: cables, transactions, meters, status. On the station's thread only.
 * Connectors are numbered from 1.
 */
public final class Connectors {
  private final Station station;
  private final StationSettings settings;
  private final Connector[] all;
  private final StatusReports statuses;
  private final Timer metering;
  private final Timer cableAwaited;
  private boolean resuming;
  private @Nullable Runnable whenIdle;

  Connectors(Station station, StationSettings settings) {
    this.station = station;
    this.settings = settings;
    this.all = new Connector[settings.connectors()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Connector(i + 1);
      // Meters do not start at zero: a CSMS that takes the register for the energy shows it.
      all[i].meterWh = station.random().nextInt(1_000_000);
    }
    this.statuses = new StatusReports(station, all);
    this.metering = new Timer(station.timing(), this::meteringDue);
    this.cableAwaited = new Timer(station.timing(), this::cableDidNotCome);
  }

  /** How many there are. */
  public int count() {
    return all.length;
  }

  /** The lowest free connector, or 0 when there is none. */
  public int free() {
    for (Connector connector : all) {
      if (connector.isFree() && connector.awaited == null) {
        return connector.number;
      }
    }
    return 0;
  }

  /** The lowest connector that a remote start holds for a cable, or 0. */
  public int awaitingCable() {
    for (Connector connector : all) {
      if (connector.awaited != null && !connector.plugged) {
        return connector.number;
      }
    }
    return 0;
  }

  /** The status of a connector in the words of the station's version. */
  public String status(int connector) {
    return station.dialect().status(at(connector));
  }

  public boolean isCharging(int connector) {
    return at(connector).session != null;
  }

  public boolean isPlugged(int connector) {
    return at(connector).plugged;
  }

  /**
   * The id of the running transaction: 2.x the station's, 1.6 the one that the CSMS gave ({@code
   * -1} until it did); null when none runs.
   */
  public @Nullable String transactionId(int connector) {
    ChargingSession session = at(connector).session;
    return session == null ? null : transactionId(session);
  }

  /** What the connector's meter shows, in Wh. */
  public int meterWh(int connector) {
    return meter(at(connector));
  }

  /** Puts the cable in. A remote start that waits for it begins to charge. */
  public void plugIn(int number) {
    Connector connector = at(number);
    if (connector.plugged) {
      return;
    }
    connector.plugged = true;
    connector.finishing = false;
    Connector.Awaited awaited = connector.awaited;
    if (awaited != null) {
      begin(connector, awaited.idToken(), awaited.remoteStartId(), outcome -> {});
    } else {
      statuses.report(connector);
    }
  }

  /** Pulls the cable; a running transaction ends with it. */
  public void unplug(int number) {
    Connector connector = at(number);
    if (connector.session != null) {
      end(connector, StopCause.EV_DISCONNECTED, outcome -> {});
    }
    connector.plugged = false;
    connector.finishing = false;
    statuses.report(connector);
  }

  /**
   * Begins a transaction with a token that the driver showed.
   *
   * @param done the answer to StartTransaction, or to the TransactionEvent Started
   * @throws IllegalStateException when no cable is in, or a transaction runs
   */
  public void start(int number, String idToken, Consumer<CallOutcome> done) {
    Connector connector = at(number);
    if (!connector.plugged || connector.session != null) {
      throw new IllegalStateException(
          "Connector " + number + (connector.plugged ? " is charging" : " has no cable in"));
    }
    begin(connector, idToken, null, done);
  }

  /**
   * Ends the running transaction.
   *
   * @param done the answer to StopTransaction, or to the TransactionEvent Ended
   * @throws IllegalStateException when none runs
   */
  public void stop(int number, StopCause cause, Consumer<CallOutcome> done) {
    Connector connector = at(number);
    if (connector.session == null) {
      throw new IllegalStateException("Connector " + number + " is not charging");
    }
    end(connector, cause, done);
  }

  /** Breaks or mends a connector; a running transaction is suspended while it is broken. */
  public void fault(int number, boolean broken) {
    Connector connector = at(number);
    meter(connector);
    connector.faulted = broken;
    if (connector.session != null) {
      connector.session.charging = !broken;
    }
    statuses.report(connector);
  }

  // ---- for the station and its dialects ----

  Connector at(int number) {
    if (number < 1 || number > all.length) {
      throw new IllegalArgumentException("No connector " + number + " of 1 to " + all.length);
    }
    return all[number - 1];
  }

  boolean has(long number) {
    return number >= 1 && number <= all.length;
  }

  Connector[] all() {
    return all;
  }

  StatusReports statuses() {
    return statuses;
  }

  boolean anyCharging() {
    for (Connector connector : all) {
      if (connector.session != null) {
        return true;
      }
    }
    return false;
  }

  /** The connector of a transaction, by the id that the CSMS knows it by. */
  @Nullable Connector ofTransaction(String transactionId) {
    for (Connector connector : all) {
      if (connector.session != null && transactionId(connector.session).equals(transactionId)) {
        return connector;
      }
    }
    return null;
  }

  private String transactionId(ChargingSession session) {
    return station.dialect() instanceof Dialect16
        ? Long.toString(session.transactionId)
        : session.id;
  }

  /** A remote start: charges at once when the cable is in, else waits for it. */
  void await(Connector connector, String idToken, @Nullable Long remoteStartId) {
    connector.awaited = new Connector.Awaited(idToken, remoteStartId);
    if (connector.plugged) {
      begin(connector, idToken, remoteStartId, outcome -> {});
    } else {
      statuses.report(connector);
      cableAwaited.set(station.dialect().connectionTimeout().toNanos());
    }
  }

  /** Runs {@code task} when no transaction runs any more; replaces an earlier one. */
  void whenIdle(Runnable task) {
    whenIdle = task;
  }

  void end(Connector connector, StopCause cause, Consumer<CallOutcome> done) {
    ChargingSession session = connector.session;
    if (session == null) {
      return;
    }
    meter(connector);
    session.charging = false;
    session.ended = true;
    if (cause == StopCause.EV_DISCONNECTED) {
      connector.plugged = false;
    }
    connector.session = null;
    connector.finishing = connector.plugged;
    station.dialect().ended(station, connector, session, cause, done);
    if (connector.becomesInoperative) {
      connector.becomesInoperative = false;
      connector.operative = false;
    }
    statuses.report(connector);
    Runnable task = whenIdle;
    if (task != null && !anyCharging()) {
      whenIdle = null;
      task.run();
    }
  }

  void endAll(StopCause cause) {
    whenIdle = null;
    for (Connector connector : all) {
      connector.awaited = null;
      end(connector, cause, outcome -> {});
    }
  }

  /** Answers whether the change waits for a transaction to end. */
  boolean operative(Connector connector, boolean operative) {
    if (!operative && connector.session != null) {
      connector.becomesInoperative = true;
      return true;
    }
    connector.becomesInoperative = false;
    connector.operative = operative;
    statuses.report(connector);
    return false;
  }

  /** The same for the whole station. */
  boolean stationOperative(boolean operative) {
    boolean scheduled = false;
    for (Connector connector : all) {
      scheduled |= operative(connector, operative);
    }
    statuses.stationOperative(operative);
    return scheduled;
  }

  /** After the next accepted boot the running transactions say that they go on (2.1 B12, E17). */
  void resumeAfterBoot() {
    resuming = true;
  }

  /** The station is in service again. */
  void resume() {
    if (resuming) {
      resuming = false;
      for (Connector connector : all) {
        ChargingSession session = connector.session;
        if (session != null) {
          meter(connector);
          Dialect2.update(station, connector, session, "TxResumed", true);
        }
      }
    }
    if (anyCharging() && !metering.isSet()) {
      restartMetering();
    }
  }

  void restartMetering() {
    if (anyCharging() && station.dialect().meterInterval(settings).isPositive()) {
      metering.set(station.dialect().meterInterval(settings).toNanos());
    } else {
      metering.clear();
    }
  }

  void discard() {
    metering.discard();
    cableAwaited.discard();
  }

  /** Brings the meter up to now and reads it. */
  int meter(Connector connector) {
    connector.meter(station.timing().nanoTime(), settings.timeScale());
    return (int) Math.round(connector.meterWh);
  }

  private void begin(
      Connector connector,
      String idToken,
      @Nullable Long remoteStartId,
      Consumer<CallOutcome> done) {
    connector.awaited = null;
    Connector.Reservation reservation = connector.reservation;
    Integer reservationId =
        reservation != null && reservation.idToken().equals(idToken) ? reservation.id() : null;
    if (reservationId != null) {
      connector.reservation = null;
    }
    double power = settings.powerWatts() * (0.5 + 0.5 * station.random().nextDouble());
    UUID id = new UUID(station.random().nextLong(), station.random().nextLong());
    ChargingSession session =
        new ChargingSession(
            id.toString(), idToken, meter(connector), remoteStartId, reservationId, power);
    connector.session = session;
    station
        .dialect()
        .started(
            station,
            connector,
            session,
            outcome -> {
              started(connector, session, outcome);
              done.accept(outcome);
            });
    statuses.report(connector);
    if (!metering.isSet()) {
      restartMetering();
    }
  }

  private void started(Connector connector, ChargingSession session, CallOutcome outcome) {
    if (!outcome.isResult() || session.ended) {
      return;
    }
    String status = station.dialect().authorization(outcome.payload());
    if (!status.equals("Accepted") && station.dialect().stopsOnInvalidId()) {
      end(connector, StopCause.DEAUTHORIZED, ignored -> {});
    }
  }

  private void meteringDue() {
    for (Connector connector : all) {
      ChargingSession session = connector.session;
      if (session != null) {
        meter(connector);
        station.dialect().metered(station, connector, session);
      }
    }
    restartMetering();
  }

  private void cableDidNotCome() {
    for (Connector connector : all) {
      if (connector.awaited != null) {
        connector.awaited = null;
        statuses.report(connector);
      }
    }
  }
}
