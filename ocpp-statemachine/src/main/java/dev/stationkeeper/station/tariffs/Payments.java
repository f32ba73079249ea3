// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;
import dev.stationkeeper.station.event.TariffEvent.SettlementReported;
import java.math.BigDecimal;

/** Payment at the station (2.1, C17 to C25). */
final class Payments {
  private static final String VAT = "vatNumber";
  private static final String EVSE = "evseId";

  private Payments() {}

  /**
   * A payment was settled or was not (C21, C22): a fact whatever anybody thinks of it. Who decides
   * may give a receipt.
   */
  static final class NotifySettlement implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView settlement = call.payload();
      if (!turn.state().answered().hasHad(call)) {
        turn.record(
            new SettlementReported(
                settlement.string("pspRef").orElse(""),
                settlement.string("transactionId").orElse(null),
                settlement.string("status").orElse(""),
                settlement.decimal("settlementAmount").orElse(BigDecimal.ZERO),
                Times.read(settlement, "settlementTime").orElse(call.receivedAt()),
                settlement.string("receiptId").orElse(null)));
      }
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(JsonView.EMPTY);
    }
  }

  /** Whose number is this? Nobody's, unless somebody knows (C18.FR.09, C18.FR.10). */
  static final class VatNumberValidation implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(JsonView.object().put("status", "Rejected").build());
    }

    /** The number and the EVSE are those of the question. */
    @Override
    public JsonView completed(Turn turn, InboundCall call, JsonView decided) {
      Completion answer =
          Completion.of(decided)
              .add(JsonView.object().put(VAT, call.payload().string(VAT).orElse(null)).build());
      call.payload().number(EVSE).ifPresent(evse -> answer.put(EVSE, evse));
      return answer.done();
    }
  }
}
