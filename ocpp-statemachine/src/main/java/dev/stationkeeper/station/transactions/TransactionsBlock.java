// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;

/** Blocks E, Transactions, and J, Meter Values; 1.6 Core, Start and Stop Transaction. */
public final class TransactionsBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of(
            "TransactionEvent",
            new Transactions2x.TransactionEvent(),
            "MeterValues",
            new Transactions2x.MeterValues())
        : Map.of(
            "StartTransaction",
            new Transactions16.StartTransaction(),
            "StopTransaction",
            new Transactions16.StopTransaction(),
            "MeterValues",
            new Transactions16.MeterValues());
  }

  @Override
  public List<Part> parts() {
    return List.of(TransactionLimits.NONE);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandEnded ended
        && ended.command().action().name().equals("GetTransactionStatus")
        && ended.isAnswered()) {
      Transactions.status(turn, ended);
    }
  }
}
