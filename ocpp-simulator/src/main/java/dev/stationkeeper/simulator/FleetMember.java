// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.simulator.station.CallOutcome;
import dev.stationkeeper.simulator.station.Closed;
import dev.stationkeeper.simulator.station.Registration;
import dev.stationkeeper.simulator.station.StationListener;
import org.jspecify.annotations.Nullable;

/** One station of a fleet, as the statistics and its own life see it. On the station's thread. */
final class FleetMember implements StationListener {
  private static final long NEVER = Long.MIN_VALUE;

  private final FleetStatistics statistics;
  private @Nullable Life life;
  private boolean open;
  private boolean serving;
  private boolean accepted;
  private long lostAtNanos = NEVER;

  FleetMember(FleetStatistics statistics) {
    this.statistics = statistics;
  }

  void lives(Life itsLife) {
    life = itsLife;
  }

  @Override
  public void opened() {
    open = true;
    statistics.connected.incrementAndGet();
    statistics.connects.increment();
    if (accepted) {
      serves(true);
    }
  }

  @Override
  public void closed(Closed why) {
    if (!open) {
      statistics.refusedConnects.increment();
      return;
    }
    open = false;
    statistics.connected.decrementAndGet();
    statistics.lostConnections.increment();
    serves(false);
    if (lostAtNanos == NEVER) {
      lostAtNanos = System.nanoTime();
    }
  }

  @Override
  public void registered(Registration registration) {
    if (registration != Registration.NONE) {
      statistics.boots.increment();
    }
    accepted = registration == Registration.ACCEPTED;
    serves(accepted);
  }

  private void serves(boolean now) {
    if (now == serving) {
      return;
    }
    serving = now;
    statistics.inService.addAndGet(now ? 1 : -1);
    Life itsLife = life;
    if (now && itsLife != null) {
      itsLife.inService();
    }
  }

  @Override
  public void sent(String frame) {
    statistics.sent.increment();
  }

  @Override
  public void received(String frame) {
    statistics.received.increment();
  }

  @Override
  public void answered(Action action, CallOutcome outcome, long nanos) {
    switch (outcome) {
      case CallOutcome.Result result -> statistics.answered.increment();
      case CallOutcome.Refused refused -> statistics.refused.increment();
      case CallOutcome.TimedOut timedOut -> statistics.timedOut.increment();
      case CallOutcome.Lost lost -> {
        return;
      }
    }
    statistics.latency(action.name(), nanos);
    if (lostAtNanos != NEVER && outcome.isResult()) {
      statistics.recovered(System.nanoTime() - lostAtNanos);
      lostAtNanos = NEVER;
    }
  }

  @Override
  public void called(Frame.Call call) {
    statistics.commands.increment();
    Life itsLife = life;
    if (itsLife != null) {
      itsLife.called(call.action().name());
    }
  }

  @Override
  public void violation(String what) {
    statistics.violation(what);
  }

  @Override
  public void repeated(Action action) {
    statistics.repeated.increment();
  }

  @Override
  public void dropped(Action action) {
    statistics.dropped.increment();
  }
}
