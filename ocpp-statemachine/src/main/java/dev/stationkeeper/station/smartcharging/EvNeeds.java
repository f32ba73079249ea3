// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.SmartChargingEvent.EvNeedsTold;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the EVs at a station told that they need, while their transactions run (K15, K18, Q01).
 *
 * @param all one for each EVSE, oldest first
 */
public record EvNeeds(List<EvNeedsTold> all) implements Part {
  /** One more EVSE than this, and the oldest needs are forgotten. */
  static final int LIMIT = 16;

  static final EvNeeds NONE = new EvNeeds(List.of());

  private static final List<String> POWERS =
      List.of(
          "maxChargePower_L2",
          "maxChargePower_L3",
          "maxDischargePower",
          "maxDischargePower_L2",
          "maxDischargePower_L3");

  public EvNeeds {
    all = List.copyOf(all);
  }

  /** Those of the EV at that EVSE. */
  public Optional<EvNeedsTold> at(int evse) {
    return all.stream().filter(told -> told.evse() == evse).findFirst();
  }

  @Override
  public EvNeeds after(StationEvent event, Instant at) {
    return switch (event) {
      case EvNeedsTold told -> with(told);
      case TransactionEnded ended
          when all.stream().anyMatch(t -> ended.transactionId().equals(t.transactionId())) ->
          new EvNeeds(
              all.stream().filter(t -> !ended.transactionId().equals(t.transactionId())).toList());
      default -> this;
    };
  }

  private EvNeeds with(EvNeedsTold told) {
    List<EvNeedsTold> next = new ArrayList<>(all);
    next.removeIf(other -> other.evse() == told.evse());
    next.add(told);
    return new EvNeeds(next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }

  static void told(Turn turn, InboundCall call) {
    JsonView needs = call.payload();
    int evse = (int) needs.number("evseId").orElse(0);
    turn.record(
        new EvNeedsTold(
            evse,
            turn.state().transactions().open().reversed().stream()
                .filter(open -> open.evse() != null && open.evse() == evse)
                .map(Transaction::id)
                .findFirst()
                .orElse(null),
            needs.string("chargingNeeds", "requestedEnergyTransfer").orElse(""),
            needs.string("chargingNeeds", "controlMode").orElse(null),
            Read.integer(needs, "maxScheduleTuples"),
            POWERS.stream()
                .filter(power -> needs.has("chargingNeeds", "v2xChargingParameters", power))
                .toList()));
  }
}
