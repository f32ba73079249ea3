// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.Leniency;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every quirk: refused without it, read with it, and named. */
class QuirkProfileTest {
  private static final String TIME = "2026-01-02T03:04:05Z";

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "over-long-strings | 1.6 | BootNotification |"
            + " {\"chargePointVendor\":\"12345678901234567890+\",\"chargePointModel\":\"m\"} |"
            + " chargePointVendor=12345678901234567890+",
        "scalar-types | 1.6 | StartTransaction |"
            + " {\"connectorId\":\"1\",\"idTag\":12,\"meterStart\":\"5\",\"timestamp\":\"TIME\"} |"
            + " connectorId=1, idTag=12, meterStart=5",
        "scalar-types | 1.6 | MeterValues |"
            + " {\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"TIME\",\"sampledValue\":[{\"value\":12.50}]}]}"
            + " | value=12.50",
        "fractions | 1.6 | StartTransaction |"
            + " {\"connectorId\":1,\"idTag\":\"t\",\"meterStart\":5.9,\"timestamp\":\"TIME\"} |"
            + " meterStart=5,",
        "timestamps-without-zone | 1.6 | StartTransaction |"
            + " {\"connectorId\":1,\"idTag\":\"t\",\"meterStart\":5,\"timestamp\":\"2026-01-02T03:04:05.5\"}"
            + " | timestamp=2026-01-02T03:04:05.500Z",
        "odd-timestamps | 1.6 | StartTransaction |"
            + " {\"connectorId\":1,\"idTag\":\"t\",\"meterStart\":5,\"timestamp\":\"2026-01-02"
            + " 03:04:05\"} | timestamp=2026-01-02T03:04:05Z",
        "odd-timestamps | 1.6 | StartTransaction |"
            + " {\"connectorId\":1,\"idTag\":\"t\",\"meterStart\":5,\"timestamp\":\"2026-01-02T03:04+0100\"}"
            + " | timestamp=2026-01-02T02:04:00Z",
        "odd-timestamps | 1.6 | StartTransaction |"
            + " {\"connectorId\":1,\"idTag\":\"t\",\"meterStart\":5,\"timestamp\":\"2026-01-02T03:04:05,25+01\"}"
            + " | timestamp=2026-01-02T02:04:05.250Z",
        "lower-case-enums | 1.6 | StatusNotification |"
            + " {\"connectorId\":1,\"errorCode\":\"noerror\",\"status\":\"SUSPENDEDEV\"} |"
            + " errorCode=NoError, info=null, status=SuspendedEV",
        "lower-case-enums | 2.0.1 | BootNotification |"
            + " {\"reason\":\"powerup\",\"chargingStation\":{\"model\":\"m\",\"vendorName\":\"v\"}}"
            + " | reason=PowerUp",
        "error-codes | 1.6 | StatusNotification |"
            + " {\"connectorId\":1,\"errorCode\":\"Error\",\"status\":\"Faulted\"} |"
            + " errorCode=OtherError",
        "unknown-values | 1.6 | StatusNotification |"
            + " {\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Sleeping\"} |"
            + " status=Sleeping",
        "celcius | 1.6 | MeterValues |"
            + " {\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"TIME\",\"sampledValue\":[{\"value\":\"20\",\"unit\":\"C\"}]}]}"
            + " | unit=Celsius",
        "frequency-unit | 1.6 | MeterValues |"
            + " {\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"TIME\",\"sampledValue\":[{\"value\":\"50\",\"unit\":\"Hertz\"}]}]}"
            + " | unit=Hertz",
        "token-type | 2.0.1 | Authorize | {\"idToken\":{\"idToken\":\"04A2\",\"type\":\"RFID\"}} |"
            + " type=RFID",
        "list-lengths | 2.0.1 | MeterValues | {\"evseId\":1,\"meterValue\":[]} | meterValue=[]",
      })
  void readsWhatIsRefusedOtherwise(
      String quirk, String version, String action, String payload, String expected) {
    MessageType<?> type = type(version, action);
    JsonView view = JsonView.parse(payload.replace("TIME", TIME));
    assertInstanceOf(
        Decoded.Invalid.class, QuirkProfile.DEFAULT.decode(type, view).decoded(), "without");

    Tolerated<?> read = QuirkProfile.of(Set.of(Quirk.of(quirk))).decode(type, view);
    Decoded.Ok<?> ok = assertInstanceOf(Decoded.Ok.class, read.decoded(), "with");
    assertTrue(ok.value().toString().contains(expected), () -> ok.value().toString());
    Decoded<?> again = type.decode(ok.payload(), Leniency.KEEP);
    assertEquals(
        ok.value(),
        assertInstanceOf(Decoded.Ok.class, again, () -> ok.payload().text()).value(),
        "the mended payload says the same without the quirk");
    assertEquals(
        Set.of(Quirk.of(quirk)),
        read.uses().stream().map(QuirkUse::quirk).collect(Collectors.toSet()));
  }

  @Test
  void whatIsMendedStandsInItsPlaceAndTheRestStaysByteForByte() {
    JsonView received =
        JsonView.parse(
            "{ \"meterStart\" : \"5\", \"x\":[1.50, null],\"idTag\":-1.0e2 ,"
                + "\"timestamp\":\"2026-01-02 03:04+01\",\"connectorId\":1.9}");
    Tolerated<?> read =
        QuirkProfile.of(Set.of(Quirk.SCALAR_TYPES, Quirk.FRACTIONS, Quirk.ODD_TIMESTAMPS))
            .decode(type("1.6", "StartTransaction"), received);
    assertEquals(
        "{ \"meterStart\" : 5, \"x\":[1.50, null],\"idTag\":\"-1.0e2\" ,"
            + "\"timestamp\":\"2026-01-02T02:04:00Z\",\"connectorId\":1}",
        assertInstanceOf(Decoded.Ok.class, read.decoded()).payload().text());
  }

  @Test
  void aMendOfAMendStandsForBoth() {
    Tolerated<?> mended =
        QuirkProfile.of(Set.of(Quirk.SCALAR_TYPES, Quirk.OVER_LONG_STRINGS))
            .decode(type("1.6", "Authorize"), JsonView.parse("{\"idTag\":123456789012345678901}"));
    assertEquals(
        "{\"idTag\":\"123456789012345678901\"}",
        assertInstanceOf(Decoded.Ok.class, mended.decoded()).payload().text());
    assertEquals(2, mended.uses().size());
  }

  @Test
  void aTextFarBeyondItsLimitIsRefusedAllTheSame() {
    QuirkProfile profile = QuirkProfile.of(Set.of(Quirk.OVER_LONG_STRINGS));
    for (int length : List.of(21, 8192, 8193)) {
      JsonView payload = JsonView.parse("{\"idTag\":\"" + "t".repeat(length) + "\"}");
      boolean read =
          profile.decode(type("1.6", "Authorize"), payload).decoded() instanceof Decoded.Ok<?>;
      assertEquals(length <= 8192, read);
    }
  }

  @Test
  void theVendorIdOfCustomDataIsForgivenNothing() {
    QuirkProfile all = QuirkProfile.of(Set.of(Quirk.values()));
    for (String vendorId : List.of("\"" + "v".repeat(256) + "\"", "12", "[]")) {
      JsonView payload = JsonView.parse("{\"customData\":{\"vendorId\":" + vendorId + "}}");
      assertInstanceOf(
          Decoded.Invalid.class, all.decode(type("2.0.1", "Heartbeat"), payload).decoded());
      assertInstanceOf(
          Decoded.Invalid.class, type("2.0.1", "Heartbeat").decode(payload, Leniency.KEEP));
    }
  }

  @Test
  void withoutAMendThePayloadIsTheReceivedOne() {
    JsonView received = JsonView.parse("{\"x\":1}");
    Tolerated<?> read = QuirkProfile.DEFAULT.decode(type("1.6", "Heartbeat"), received);
    assertSame(received, assertInstanceOf(Decoded.Ok.class, read.decoded()).payload());
  }

  @Test
  void anExtraMemberIsForgivenAndCountedByDefault() {
    Tolerated<?> read =
        QuirkProfile.DEFAULT.decode(
            type("1.6", "Heartbeat"), JsonView.parse("{\"uptime\":{\"s\":12}}"));
    assertInstanceOf(Decoded.Ok.class, read.decoded());
    QuirkUse use = read.uses().getFirst();
    assertEquals(Quirk.EXTRA_MEMBERS, use.quirk());
    assertEquals("/uptime", use.fault().path());
    assertEquals("{\"s\":12}", use.fault().text());
  }

  @Test
  void aFaultThatNoQuirkKnowsIsRefusedAndTheUsesBeforeItAreKept() {
    Tolerated<?> read =
        QuirkProfile.of(Set.of(Quirk.values()))
            .decode(type("1.6", "StartTransaction"), JsonView.parse("{\"x\":1,\"idTag\":\"t\"}"));
    assertInstanceOf(Decoded.Invalid.class, read.decoded());
    assertEquals(1, read.uses().size());
  }

  @Test
  void whatCannotBeReadAsTheWantedTypeIsRefusedWithEveryQuirk() {
    QuirkProfile all = QuirkProfile.of(Set.of(Quirk.values()));
    for (String bad : List.of("\"many\"", "\"\"", "[]", "{}", "true", "\"1e999\"")) {
      JsonView payload =
          JsonView.parse(
              "{\"connectorId\":%s,\"idTag\":\"t\",\"meterStart\":5,\"timestamp\":\"%s\"}"
                  .formatted(bad, TIME));
      assertInstanceOf(
          Decoded.Invalid.class,
          all.decode(type("1.6", "StartTransaction"), payload).decoded(),
          bad);
    }
    assertInstanceOf(
        Decoded.Invalid.class,
        all.decode(
                type("2.0.1", "NotifyEvent"),
                JsonView.parse(
                    "{\"generatedAt\":\"%s\",\"seqNo\":0,\"tbc\":\"maybe\",\"eventData\":[]}"
                        .formatted(TIME)))
            .decoded());
  }

  @Test
  void everyQuirkIsFoundByItsNameAndAnUnknownNameSaysWhichThereAre() {
    Arrays.stream(Quirk.values()).forEach(quirk -> assertEquals(quirk, Quirk.of(quirk.id())));
    Exception unknown = assertThrows(IllegalArgumentException.class, () -> Quirk.of("celsius"));
    assertTrue(unknown.toString().contains("celcius, frequency-unit"));
  }

  private static MessageType<?> type(String version, String action) {
    return MessageCatalogue.of(OcppVersion.ofNumber(version).orElseThrow())
        .request(Action.of(action))
        .orElseThrow();
  }
}
