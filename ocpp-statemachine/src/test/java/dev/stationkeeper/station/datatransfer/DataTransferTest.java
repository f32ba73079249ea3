// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.datatransfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of vendors, both ways (block P; 1.6 Core, Data Transfer). */
class DataTransferTest {
  private static final String DATA = "{'vendorId':'com.example','messageId':'m','data':%s}";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'Accepted','data':{'a':[1,2]}}",
        "{'status':'Rejected'}",
        "{'status':'UnknownMessageId'}",
        "{'status':'UnknownVendorId'}"
      })
  @DisplayName("P02: who knows the vendor answers as was agreed, or does not know the message")
  @Tag("P02.FR.05")
  @Tag("P02.FR.06")
  @Tag("P02.FR.07")
  void whoKnowsTheVendorAnswers(String decision) {
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCall("1", "DataTransfer", json(DATA.formatted("'x'")))
        .whenDecided("1", json(decision))
        .thenFrames(MachineFixture.result("1", json(decision)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'text'", "7", "[1,{'a':null}]", "{'a':{'b':true}}", "true"})
  @DisplayName("P02.FR.06: nobody knows the vendor: UnknownVendorId, whatever the data is")
  @Tag("P02.FR.06")
  void aVendorWhomNobodyKnows(String data) {
    MachineFixture.accepted(OcppVersion.V2_1)
        .whenCall("1", "DataTransfer", json(DATA.formatted(data)))
        .whenUndecided("1")
        .thenFrames(MachineFixture.result("1", json("{'status':'UnknownVendorId'}")));
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted, accepted",
    "Rejected, rejected",
    "UnknownMessageId, rejected",
    "UnknownVendorId, rejected"
  })
  @DisplayName("P01: ours goes out under the vendor's domain with data of any kind")
  @Tag("P01.FR.01")
  @Tag("P01.FR.04")
  @Tag("P01.FR.05")
  void oursGoesOut(String answer, String end) {
    String payload = json(DATA.formatted("{'a':[1,'b']}"));
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "DataTransfer", payload)
            .thenFrames(MachineFixture.call("m1", "DataTransfer", payload))
            .whenAnswer("m1", "{\"status\":\"" + answer + "\"}");
    assertEquals(end, station.events(CommandEnded.class).getFirst().status());
  }
}
