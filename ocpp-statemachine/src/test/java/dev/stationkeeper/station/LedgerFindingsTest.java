// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.TransactionCorrected;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is missing of a transaction is told and never made up; who puts it right says so. */
class LedgerFindingsTest {
  private static final Instant THEN = Instant.parse("2026-03-01T09:30:00Z");

  static Stream<OcppVersion> from20() {
    return Stream.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  private static String event(String type, int seqNo) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"2026-03-01T09:00:00Z\",\"triggerReason\":"
            + "\"Trigger\",\"seqNo\":%d,\"evse\":{\"id\":1},\"transactionInfo\":"
            + "{\"transactionId\":\"T\"}}")
        .formatted(type, seqNo);
  }

  private static MachineFixture running(OcppVersion version) {
    return MachineFixture.accepted(version).whenCall("1", "TransactionEvent", event("Started", 0));
  }

  private static List<String> findings(MachineFixture station) {
    return station.history(TransactionFlagged.class).stream()
        .map(TransactionFlagged::finding)
        .toList();
  }

  private static Input.TransactionPutRight right(String id) {
    return new Input.TransactionPutRight(id, THEN, 900L, "phoned the driver", "ann");
  }

  @ParameterizedTest
  @CsvSource({"false, false, noEnd", "true, false, ", "false, true, "})
  @DisplayName("E14: over and nothing waiting is a finding, and no invented end")
  @Tag("E14")
  void aTransactionThatIsOverAndNeverEnded(
      boolean ongoing, boolean queue, @Nullable String finding) {
    MachineFixture station =
        running(OcppVersion.V2_0_1)
            .whenCommand("c1", "GetTransactionStatus", "{\"transactionId\":\"T\"}")
            .whenAnswer(
                "m1", "{\"ongoingIndicator\":%s,\"messagesInQueue\":%s}".formatted(ongoing, queue));
    assertEquals(finding == null ? List.of() : List.of(finding), findings(station));
    assertEquals(1, station.state().transactions().open().size());
  }

  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("E-gap, E14: a gap that nothing fills any more is a finding")
  @Tag("E-gap")
  @Tag("E14")
  void aGapThatStays(OcppVersion version) {
    MachineFixture station =
        running(version)
            .whenCall("2", "TransactionEvent", event("Ended", 4))
            .whenCommand("c1", "GetTransactionStatus", "{\"transactionId\":\"T\"}")
            .whenAnswer("m1", "{\"ongoingIndicator\":false,\"messagesInQueue\":false}");
    assertEquals(List.of("gap"), findings(station));
    assertEquals(
        List.of(new SeqNos.Gap(1, 3)),
        station.state().transactions().find("T").orElseThrow().seqNos().gaps());
  }

  @Test
  @DisplayName("A correction is an event with its author, and the ledger follows it")
  void aCorrectionIsAnEvent() {
    MachineFixture station =
        running(OcppVersion.V2_0_1)
            .when(right("T"))
            .thenEvents(new TransactionCorrected("T", THEN, 900L, "phoned the driver", "ann"))
            .thenEffects();
    Transaction corrected = station.state().transactions().find("T").orElseThrow();
    assertEquals(THEN, corrected.endedAt());
    assertEquals(900L, corrected.meterStop());
    assertEquals(List.of(Transaction.CORRECTED), corrected.findings());
  }

  @Test
  void aCorrectionOfNothingIsCounted() {
    running(OcppVersion.V2_0_1)
        .when(right("other"))
        .thenNothingBut(new Effect.Count("correction_of_unknown_transaction"));
  }

  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("What the station tells later counts more than a correction, once")
  void theStationsOwnEndCountsMore(OcppVersion version) {
    MachineFixture station =
        running(version)
            .when(right("T"))
            .whenCall("2", "TransactionEvent", event("Ended", 1))
            .whenCall("3", "TransactionEvent", event("Ended", 1));
    assertEquals(1, station.history(TransactionEnded.class).size());
    Transaction ended = station.state().transactions().find("T").orElseThrow();
    assertEquals(Instant.parse("2026-03-01T09:00:00Z"), ended.endedAt());
    assertEquals(List.of(), ended.findings());
  }

  @Test
  @DisplayName("Under 1.6 too: a StopTransaction behind a correction is taken")
  void aStopBehindACorrectionIsTaken() {
    String stop =
        "{\"transactionId\":1001,\"timestamp\":\"2026-03-01T09:59:30Z\",\"meterStop\":500}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", Transactions16Test.START)
            .whenDecided("1", Transactions16Test.ACCEPTED)
            .when(right("1001"))
            .whenCall("2", "StopTransaction", stop)
            .thenFrames(MachineFixture.result("2", "{}"))
            .whenCall("3", "StopTransaction", stop);
    assertEquals(1, station.history(TransactionEnded.class).size());
    assertEquals(500L, station.state().transactions().find("1001").orElseThrow().meterStop());
  }
}
