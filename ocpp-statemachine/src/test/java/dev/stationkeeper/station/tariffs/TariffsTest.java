// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.TariffEvent.SettlementReported;
import dev.stationkeeper.station.tariffs.Tariffs.Installed;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tariffs and payment of 2.1 (I07 to I12, C17 to C25). */
class TariffsTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static MachineFixture withDefault() {
    return MachineFixture.accepted(OcppVersion.V2_1)
        .whenCommand(
            "c1",
            "SetDefaultTariff",
            json("{'evseId':0,'tariff':{'tariffId':'day','currency':'EUR'}}"))
        .whenAnswer("m1", ACCEPTED);
  }

  private static List<Installed> tariffs(MachineFixture station) {
    return station.state().parts().get(Tariffs.class).all();
  }

  @Test
  @DisplayName("I07, I10: a default tariff is known until it is cleared")
  @Tag("I07")
  @Tag("I10")
  void aDefaultTariffIsKnownUntilItIsCleared() {
    MachineFixture station = withDefault();
    assertEquals(List.of(new Installed("day", 0, null)), tariffs(station));

    station
        .whenCommand("c2", "ClearTariffs", "{\"tariffIds\":[\"day\"]}")
        .whenAnswer("m2", json("{'clearTariffsResult':[{'tariffId':'day','status':'Accepted'}]}"));
    assertEquals(List.of(), tariffs(station));
  }

  @Test
  @DisplayName("I07: a refused tariff is not known")
  @Tag("I07")
  void aRefusedTariffIsNotKnown() {
    MachineFixture station =
        withDefault()
            .whenCommand(
                "c2",
                "SetDefaultTariff",
                json("{'evseId':1,'tariff':{'tariffId':'x','currency':'EUR'}}"))
            .whenAnswer("m2", "{\"status\":\"TooManyElements\"}");
    assertEquals(List.of(new Installed("day", 0, null)), tariffs(station));
  }

  @Test
  @DisplayName("I11: a change of tariff is done with the TariffChanged event")
  @Tag("I11")
  void aChangeOfTariffIsFollowed() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCommand(
                "c1",
                "ChangeTransactionTariff",
                json("{'transactionId':'T','tariff':{'tariffId':'n','currency':'EUR'}}"))
            .whenAnswer("m1", ACCEPTED);
    assertEquals(List.of(), station.history(FlowEnded.class));

    station.whenCall("1", "TransactionEvent", event("Updated", 1, "TariffChanged"));
    assertEquals("changed", station.history(FlowEnded.class).getFirst().outcome());

    station.whenCall("2", "TransactionEvent", event("Ended", 2, "StopAuthorized"));
    assertEquals(List.of(), tariffs(station));
  }

  private static String event(String type, int seqNo, String reason) {
    return json(
        ("{'eventType':'%s','timestamp':'2026-03-01T10:00:00Z','triggerReason':'%s','seqNo':%d,"
                + "'transactionInfo':{'transactionId':'T'}}")
            .formatted(type, reason, seqNo));
  }

  @Test
  @DisplayName("I02.FR.01: CostUpdated goes out for a transaction that was never heard of")
  @Tag("I02.FR.01")
  void costGoesOut() {
    String cost = json("{'totalCost':12.5,'transactionId':'T'}");
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCommand("c1", "CostUpdated", cost)
        .thenFrames(MachineFixture.call("m1", "CostUpdated", cost));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Settled", "Canceled", "Rejected", "Failed"})
  @DisplayName("C22: every settlement is a fact, once, and is answered")
  @Tag("C22")
  void aSettlementIsAFact(String status) {
    String settlement =
        json(
            ("{'pspRef':'P','transactionId':'T','status':'%s','settlementAmount':12.50,"
                    + "'settlementTime':'2026-03-01T10:00:00Z'}")
                .formatted(status));
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall("1", "NotifySettlement", settlement)
            .whenUndecided("1")
            .thenFrames(MachineFixture.result("1", "{}"))
            .whenReconnected(OcppVersion.V2_1)
            .whenCall("2", "NotifySettlement", settlement);
    assertEquals(
        List.of(
            new SettlementReported(
                "P", "T", status, new BigDecimal("12.50"), MachineFixture.T0, null)),
        station.history(SettlementReported.class));
  }

  @Test
  @DisplayName("C21.FR.03: who decides may give a receipt")
  @Tag("C21.FR.03")
  void aReceiptMayBeGiven() {
    String receipt = json("{'receiptUrl':'https://example.org/r'}");
    MachineFixture.accepted(OcppVersion.V2_1)
        .whenCall(
            "1",
            "NotifySettlement",
            json(
                "{'pspRef':'P','status':'Settled','settlementAmount':1,"
                    + "'settlementTime':'2026-03-01T10:00:00Z'}"))
        .whenDecided("1", receipt)
        .thenFrames(MachineFixture.result("1", receipt));
  }

  @Test
  @DisplayName("C18.FR.09, C18.FR.10: a VAT number is judged under its own number and EVSE")
  @Tag("C18.FR.09")
  @Tag("C18.FR.10")
  void aVatNumberIsJudged() {
    String question = json("{'vatNumber':'NL1','evseId':2}");
    MachineFixture.accepted(OcppVersion.V2_1)
        .whenCall("1", "VatNumberValidation", question)
        .whenUndecided("1")
        .thenFrames(
            MachineFixture.result("1", json("{'status':'Rejected','vatNumber':'NL1','evseId':2}")))
        .whenCall("2", "VatNumberValidation", json("{'vatNumber':'NL2'}"))
        .whenDecided("2", json("{'status':'Accepted','vatNumber':'other'}"))
        .thenFrames(MachineFixture.result("2", json("{'status':'Accepted','vatNumber':'NL2'}")));
  }
}
