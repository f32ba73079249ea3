// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;

/** A part of a report; taken whether or not anybody asked for it (B07, B08, GEN-03). */
final class NotifyReport implements Service {
  @Override
  public Outcome serve(Turn turn, InboundCall call) {
    List<VariableReading> readings = Readings.ofReport(call.payload());
    if (!readings.isEmpty()) {
      turn.record(
          new VariablesReported(
              call.action().name(), Read.integer(call.payload(), "requestId"), readings));
    }
    turn.reply(call, JsonView.EMPTY);
    return Outcome.ANSWERED;
  }
}
