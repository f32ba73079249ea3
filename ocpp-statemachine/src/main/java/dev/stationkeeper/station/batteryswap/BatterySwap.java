// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.batteryswap;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.authorization.Authorization;
import dev.stationkeeper.station.event.BatterySwapEvent.BatteriesSwapped;

/** Batteries went in or out (S03); nobody can refuse that. */
final class BatterySwap implements Service {
  @Override
  public Outcome serve(Turn turn, InboundCall call) {
    JsonView swap = call.payload();
    if (!turn.state().answered().hasHad(call)) {
      turn.record(
          new BatteriesSwapped(
              swap.string("eventType").orElse(""),
              (int) swap.number("requestId").orElse(0),
              Authorization.idToken(swap).orElseThrow(),
              swap.objects("batteryData").stream()
                  .map(battery -> battery.string("serialNumber").orElse(""))
                  .toList()));
    }
    turn.reply(call, JsonView.EMPTY);
    return Outcome.ANSWERED;
  }
}
