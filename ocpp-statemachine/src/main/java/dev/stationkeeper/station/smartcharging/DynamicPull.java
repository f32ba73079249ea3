// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;

/**
 * A station asks for the limits of a Dynamic profile (K28). Without a decision there are none, and
 * a profile that it does not have, or that is not Dynamic, is told as such (K28.FR.12).
 */
final class DynamicPull implements Service {
  @Override
  public Outcome serve(Turn turn, InboundCall call) {
    return Outcome.ASK;
  }

  @Override
  public Verdict undecided(Turn turn, InboundCall call) {
    int id = (int) call.payload().number("chargingProfileId").orElse(0);
    boolean dynamic =
        turn.state()
            .parts()
            .get(ChargingProfiles.class)
            .find(id)
            .filter(known -> known.kind().equals("Dynamic"))
            .isPresent();
    return new Verdict.Payload(
        JsonView.object()
            .put("status", "Rejected")
            .put(
                "statusInfo",
                JsonView.object()
                    .put("reasonCode", dynamic ? "Unspecified" : "InvalidProfile")
                    .build())
            .build());
  }
}
