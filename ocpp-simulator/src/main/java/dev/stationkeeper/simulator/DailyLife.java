// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.simulator.station.CallOutcome;
import dev.stationkeeper.simulator.station.Connectors;
import dev.stationkeeper.simulator.station.Station;
import dev.stationkeeper.simulator.station.StopCause;
import dev.stationkeeper.simulator.station.Timing;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Cars come, plug in, show a token, charge, stop, leave; now and then the connection is lost. One
 * car at a time comes by itself; a remote start finds its driver, too.
 */
final class DailyLife implements Life {
  private static final int TOKENS = 1_000;

  private final Station station;
  private final Timing timing;
  private final RandomGenerator random;
  private final Pace pace;
  private final FleetStatistics statistics;
  private boolean begun;

  DailyLife(
      Station station,
      Timing timing,
      RandomGenerator random,
      Pace pace,
      FleetStatistics statistics) {
    this.station = station;
    this.timing = timing;
    this.random = random;
    this.pace = pace;
    this.statistics = statistics;
  }

  @Override
  public void inService() {
    if (!begun) {
      begun = true;
      later(pace.gap(), this::arrive);
      later(pace.uptime(), this::loseConnection);
    }
  }

  @Override
  public void called(String action) {
    if (action.equals("RemoteStartTransaction") || action.equals("RequestStartTransaction")) {
      later(pace.handling(), this::answerRemoteStart);
    }
  }

  private void loseConnection() {
    station.loseConnection();
    later(pace.uptime(), this::loseConnection);
  }

  private void arrive() {
    Connectors connectors = station.connectors();
    int connector = connectors.free();
    if (connector == 0) {
      later(pace.gap(), this::arrive);
      return;
    }
    connectors.plugIn(connector);
    String token = String.format(Locale.ROOT, "04A1%06X", random.nextInt(TOKENS));
    later(pace.handling(), () -> authorize(connector, token));
  }

  private void authorize(int connector, String token) {
    if (!station.isConnected()) {
      begin(connector, token); // offline: the driver is trusted (local authorisation)
      return;
    }
    station.authorize(
        token,
        outcome -> {
          boolean accepted =
              outcome instanceof CallOutcome.Result result
                  && station.authorization(result.payload()).equals("Accepted");
          boolean offline = outcome instanceof CallOutcome.Lost;
          if (accepted || offline) {
            begin(connector, token);
          } else {
            later(pace.handling(), () -> leave(connector));
          }
        });
  }

  private void begin(int connector, String token) {
    Connectors connectors = station.connectors();
    if (!connectors.isPlugged(connector) || connectors.isCharging(connector)) {
      // A reset or a remote start came in between.
      later(pace.charge(), () -> leave(connector));
      return;
    }
    connectors.start(connector, token, outcome -> {});
    statistics.sessions.increment();
    later(pace.charge(), () -> stop(connector));
  }

  private void stop(int connector) {
    Connectors connectors = station.connectors();
    if (connectors.isCharging(connector)) {
      connectors.stop(connector, StopCause.LOCAL, outcome -> {});
    }
    later(pace.handling(), () -> leave(connector));
  }

  private void leave(int connector) {
    station.connectors().unplug(connector);
    later(pace.gap(), this::arrive);
  }

  private void answerRemoteStart() {
    Connectors connectors = station.connectors();
    int connector = connectors.awaitingCable();
    if (connector != 0) {
      connectors.plugIn(connector);
      statistics.sessions.increment();
      later(pace.charge(), () -> endRemote(connector));
    }
  }

  private void endRemote(int connector) {
    station.connectors().unplug(connector);
  }

  // Exponential times, cut at four times the mean.
  private void later(Duration mean, Runnable task) {
    double factor = Math.min(4, -Math.log(1 - random.nextDouble()));
    timing.after((long) (mean.toNanos() * factor), task);
  }
}
