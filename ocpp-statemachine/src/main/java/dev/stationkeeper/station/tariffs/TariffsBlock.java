// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Block I, Tariff and Cost, and the payment of block C in 2.1. */
public final class TariffsBlock implements Block {
  private static final Set<String> TARIFFS = Set.of("SetDefaultTariff", "ChangeTransactionTariff");

  private final TariffChangeFlow change = new TariffChangeFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of(
            "NotifySettlement",
            new Payments.NotifySettlement(),
            "VatNumberValidation",
            new Payments.VatNumberValidation())
        : Map.of();
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return new Reasons()
        .when(
            command.action().name().equals("ChangeTransactionTariff")
                && command.payload().has("tariff", "validFrom"),
            "The tariff of a driver has no validFrom (I08.FR.09)")
        .when(
            TARIFFS.contains(command.action().name())
                && command
                    .payload()
                    .object("tariff")
                    .filter(t -> TariffContent.isOther(state.parts().get(Tariffs.class), t))
                    .isPresent(),
            "A tariff with another content has another tariffId (I08.FR.08)")
        .first();
  }

  @Override
  public List<Part> parts() {
    return List.of(Tariffs.NONE);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(change);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    change.begin(turn, occasion);
    if (occasion instanceof Occasion.CommandEnded ended) {
      TariffCommands.ended(turn, ended);
    }
  }
}
