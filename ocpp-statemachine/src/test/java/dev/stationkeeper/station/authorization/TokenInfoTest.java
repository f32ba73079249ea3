// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token's answer may have in it (C01, I01, I08, Q01). */
class TokenInfoTest {
  private static final String ASKED = json("{'idToken':{'idToken':'A','type':'ISO14443'}}");

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static void authorized(MachineFixture station, String decision, String answer) {
    station
        .whenCall("1", "Authorize", ASKED)
        .whenDecided("1", json(decision))
        .thenFrames(MachineFixture.result("1", json(answer)));
  }

  private static MachineFixture told(OcppVersion version, VariableReading... variables) {
    return MachineFixture.accepted(version)
        .given(new VariablesReported("test", null, List.of(variables)));
  }

  private static VariableReading available(
      String component, @Nullable String instance, String value) {
    return new VariableReading(
        component,
        null,
        null,
        null,
        "Available",
        instance,
        VariableReading.ACTUAL,
        value,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'status':'Accepted','evseId':[1,3]} | {'status':'Accepted','evseId':[1,3]}",
        "{'status':'Accepted'} | {'status':'Accepted'}",
        "{'status':'NotAllowedTypeEVSE','evseId':[2]} |"
            + " {'status':'NotAllowedTypeEVSE','evseId':[2]}",
        "{'status':'NotAtThisLocation','evseId':[2]} | {'status':'NotAtThisLocation'}"
      })
  @DisplayName("C01.FR.18 to C01.FR.22: the EVSEs that a token is good for")
  @Tag("C01.FR.18")
  @Tag("C01.FR.19")
  @Tag("C01.FR.20")
  @Tag("C01.FR.22")
  void theEvsesOfATokenAreListedWhereThereAreSome(String decided, String sent) {
    authorized(
        MachineFixture.accepted(OcppVersion.V2_0_1),
        "{'idTokenInfo':" + decided + "}",
        "{'idTokenInfo':" + sent + "}");
  }

  @Test
  @DisplayName("I01.FR.02: a tariff is not told to a station that has neither tariffs nor display")
  @Tag("I01.FR.02")
  @Tag("I01.FR.01")
  void aTariffIsToldToWhomItIsOfUse() {
    String decision =
        "{'idTokenInfo':{'status':'Accepted','personalMessage':{'format':'UTF8','content':'0.3'}}}";
    String without = "{'idTokenInfo':{'status':'Accepted'}}";
    VariableReading noTariff = available("TariffCostCtrlr", "Tariff", "false");
    VariableReading noDisplay = available("DisplayMessageCtrlr", null, "false");
    VariableReading display = available("DisplayMessageCtrlr", null, "true");
    authorized(told(OcppVersion.V2_0_1, noTariff, noDisplay), decision, without);
    authorized(told(OcppVersion.V2_0_1, noTariff, display), decision, decision);
    authorized(told(OcppVersion.V2_0_1, noTariff), decision, decision);
    authorized(MachineFixture.accepted(OcppVersion.V2_0_1), decision, decision);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("Q01.FR.08, Q02.FR.03: the allowed energy transfer is told when it is known in time")
  @Tag("Q01.FR.01")
  @Tag("Q01.FR.08")
  @Tag("Q02.FR.03")
  void theAllowedTransferIsToldWhenItIsKnown(boolean known) {
    String decision =
        known
            ? "{'idTokenInfo':{'status':'Accepted'},'allowedEnergyTransfer':['AC_BPT']}"
            : "{'idTokenInfo':{'status':'Accepted'}}";
    authorized(MachineFixture.accepted(OcppVersion.V2_1), decision, decision);
  }

  @Test
  @DisplayName("I08.FR.08: a tariff of the same id with another content does not go out")
  @Tag("I08.FR.08")
  void anotherContentHasAnotherId() {
    String tariff =
        "{'idTokenInfo':{'status':'Accepted'},'tariff':{'tariffId':'%s','currency':'%s'}}";
    MachineFixture station = MachineFixture.accepted(OcppVersion.V2_1);
    authorized(station, tariff.formatted("day", "EUR"), tariff.formatted("day", "EUR"));
    station.whenCall("2", "Heartbeat", "{}");
    station
        .whenCall("3", "Authorize", ASKED)
        .whenDecided("3", json(tariff.formatted("day", "USD")))
        .thenFrames(MachineFixture.result("3", json("{'idTokenInfo':{'status':'Accepted'}}")))
        .whenCall("4", "Authorize", ASKED)
        .whenDecided("4", json(tariff.formatted("night", "USD")))
        .thenFrames(MachineFixture.result("4", json(tariff.formatted("night", "USD"))));
    station
        .whenCommand(
            "c1",
            "SetDefaultTariff",
            json("{'evseId':0,'tariff':{'tariffId':'day','currency':'NOK'}}"))
        .thenFrames();
    String same = json("{'evseId':0,'tariff':{'currency':'EUR','tariffId':'day'}}");
    station
        .whenCommand("c2", "SetDefaultTariff", same)
        .thenFrames(MachineFixture.call("m1", "SetDefaultTariff", same));
  }

  @Test
  @DisplayName("I08.FR.01: who repeats a question gets the same tariff again")
  void theSameTariffGoesOutAgain() {
    String tariff =
        "{'idTokenInfo':{'status':'Accepted'},'tariff':{'tariffId':'d','currency':'EUR'}}";
    MachineFixture station = MachineFixture.accepted(OcppVersion.V2_1);
    authorized(station, tariff, tariff);
    station
        .whenCall("2", "Authorize", ASKED)
        .whenDecided("2", json(tariff))
        .thenFrames(MachineFixture.result("2", json(tariff)));
    assertEquals(List.of(), station.counts());
  }
}
