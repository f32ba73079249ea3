// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what is heard of messages. */
final class RecordedTraffic implements Traffic {
  final List<String> heard = new ArrayList<>();

  @Override
  public void received(OpenCall call) {
    heard.add("received " + call.id().value() + " " + call.action());
  }

  @Override
  public void noted(OpenCall send) {
    heard.add("noted " + send.action());
  }

  @Override
  public void malformed(StationId station, OcppVersion version) {
    heard.add("malformed " + version);
  }

  @Override
  public void asked(OpenCall call) {
    heard.add("asked " + call.id().value());
  }

  @Override
  public void decided(OpenCall call, Outcome outcome, Duration took) {
    heard.add("decided %s %s".formatted(call.id().value(), outcome.getClass().getSimpleName()));
  }

  @Override
  public void answered(OpenCall call, Frame answer, Duration took) {
    heard.add(
        "answered %s %s after %d ms"
            .formatted(call.id().value(), answer.getClass().getSimpleName(), took.toMillis()));
  }

  @Override
  public void lost(OpenCall call) {
    heard.add("lost " + call.id().value());
  }

  @Override
  public void sent(OpenCall call) {
    heard.add("sent " + call.action());
  }

  @Override
  public void resulted(OpenCall call, @Nullable Frame result, Duration took) {
    String what = result == null ? "nothing" : result.getClass().getSimpleName();
    heard.add("resulted %s %s after %d ms".formatted(call.action(), what, took.toMillis()));
  }

  @Override
  public void submitted(StationId station, Command command) {
    heard.add("submitted " + command.id());
  }

  @Override
  public void progressed(
      StationId station, String commandId, CommandStatus status, @Nullable OpenCall out) {
    heard.add(
        "%s %s on %s"
            .formatted(commandId, status.wireName(), out == null ? "nothing" : out.action()));
  }
}
