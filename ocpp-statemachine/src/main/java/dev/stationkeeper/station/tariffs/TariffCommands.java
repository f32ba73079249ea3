// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.TariffEvent.TariffInstalled;
import dev.stationkeeper.station.event.TariffEvent.TariffsCleared;
import java.util.List;

/** What the answers to commands tell of the tariffs of a station (I07, I10, I11). */
final class TariffCommands {
  private TariffCommands() {}

  static void ended(Turn turn, Occasion.CommandEnded ended) {
    JsonView wanted = ended.command().payload();
    boolean accepted = ended.status() == CommandStatus.ACCEPTED;
    String action = ended.command().action().name();
    if (accepted && action.equals("SetDefaultTariff")) {
      turn.record(
          new TariffInstalled(
              tariffId(wanted), Read.integer(wanted, "evseId"), null, digest(wanted)));
    } else if (accepted && action.equals("ChangeTransactionTariff")) {
      turn.record(
          new TariffInstalled(
              tariffId(wanted), null, wanted.string("transactionId").orElse(null), digest(wanted)));
    } else if (accepted && action.equals("ClearTariffs")) {
      cleared(turn, ended.response());
    }
  }

  /** Each tariff has a status of its own; one that it does not have is gone as well. */
  private static void cleared(Turn turn, JsonView response) {
    List<String> gone =
        response.objects("clearTariffsResult").stream()
            .filter(result -> !result.string("status").orElse("").equals("Rejected"))
            .flatMap(result -> result.string("tariffId").stream())
            .toList();
    if (!gone.isEmpty()) {
      turn.record(new TariffsCleared(gone));
    }
  }

  private static String digest(JsonView wanted) {
    return TariffContent.digest(wanted.object("tariff").orElse(JsonView.EMPTY));
  }

  private static String tariffId(JsonView wanted) {
    return wanted.string("tariff", "tariffId").orElse("");
  }
}
