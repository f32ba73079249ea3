// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.trace;

import dev.stationkeeper.engine.OpenCall;
import dev.stationkeeper.engine.Traffic;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerMeter;
import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets two hear of the same, one after the other. */
public final class Ears {
  private Ears() {}

  /** Both hear of messages. */
  public static Traffic both(Traffic one, Traffic other) {
    return new BothTraffic(one, other);
  }

  /** Both hear of vendors' code. */
  public static HandlerMeter both(HandlerMeter one, HandlerMeter other) {
    return new BothMeters(one, other);
  }

  private record BothMeters(HandlerMeter one, HandlerMeter other) implements HandlerMeter {
    @Override
    public void called(HandlerId handler, String outcome, Duration took) {
      one.called(handler, outcome, took);
      other.called(handler, outcome, took);
    }

    @Override
    public void decided(
        StationId station, HandlerId handler, MessageId question, boolean failed, Duration took) {
      one.decided(station, handler, question, failed, took);
      other.decided(station, handler, question, failed, took);
    }
  }

  private record BothTraffic(Traffic one, Traffic other) implements Traffic {
    @Override
    public void received(OpenCall call) {
      one.received(call);
      other.received(call);
    }

    @Override
    public void noted(OpenCall send) {
      one.noted(send);
      other.noted(send);
    }

    @Override
    public void malformed(StationId station, OcppVersion version) {
      one.malformed(station, version);
      other.malformed(station, version);
    }

    @Override
    public void asked(OpenCall call) {
      one.asked(call);
      other.asked(call);
    }

    @Override
    public void decided(OpenCall call, Outcome outcome, Duration took) {
      one.decided(call, outcome, took);
      other.decided(call, outcome, took);
    }

    @Override
    public void answered(OpenCall call, Frame answer, Duration took) {
      one.answered(call, answer, took);
      other.answered(call, answer, took);
    }

    @Override
    public void lost(OpenCall call) {
      one.lost(call);
      other.lost(call);
    }

    @Override
    public void sent(OpenCall call) {
      one.sent(call);
      other.sent(call);
    }

    @Override
    public void resulted(OpenCall call, @Nullable Frame result, Duration took) {
      one.resulted(call, result, took);
      other.resulted(call, result, took);
    }

    @Override
    public void submitted(StationId station, Command command) {
      one.submitted(station, command);
      other.submitted(station, command);
    }

    @Override
    public void progressed(
        StationId station, String commandId, CommandStatus status, @Nullable OpenCall out) {
      one.progressed(station, commandId, status, out);
      other.progressed(station, commandId, status, out);
    }
  }
}
