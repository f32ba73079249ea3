// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Remote start and stop (F01 to F03; 1.6 RemoteStartTransaction, RemoteStopTransaction). */
class RemoteStartFlowTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String START2X =
      "{\"remoteStartId\":5,\"evseId\":1,\"idToken\":{\"idToken\":\"TAG\",\"type\":\"Central\"}}";

  static Stream<OcppVersion> from20() {
    return Stream.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  private static String start16(int connector, String tag, String at) {
    return "{\"connectorId\":%d,\"idTag\":\"%s\",\"timestamp\":\"%s\",\"meterStart\":1}"
        .formatted(connector, tag, at);
  }

  private static String event(String type, int seqNo, String reason, String info) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"2026-03-01T10:00:00Z\",\"triggerReason\":"
            + "\"%s\",\"seqNo\":%d,\"transactionInfo\":{\"transactionId\":\"T\"%s}}")
        .formatted(type, reason, seqNo, info);
  }

  private static MachineFixture started16(String command) {
    return MachineFixture.accepted(OcppVersion.V1_6)
        .whenCommand("c1", "RemoteStartTransaction", command)
        .whenAnswer("m1", ACCEPTED);
  }

  private static List<FlowEnded> ends(MachineFixture station) {
    return station.history(FlowEnded.class);
  }

  private static JsonView tx(String id) {
    return JsonView.object().put("transactionId", id).build();
  }

  @Test
  @DisplayName("RemoteStartTransaction 1.6: the transaction of the tag at the connector")
  void under16TheTagAndTheConnectorCount() {
    MachineFixture station =
        started16("{\"connectorId\":2,\"idTag\":\"tag\"}")
            .whenCall("1", "StartTransaction", start16(1, "TAG", "2026-03-01T10:00:01Z"))
            .whenDecided("1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
            .whenCall("2", "StartTransaction", start16(2, "OTHER", "2026-03-01T10:00:02Z"))
            .whenDecided("2", "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
    assertEquals(List.of(), ends(station));

    station.whenCall("3", "StartTransaction", start16(2, "TAG", "2026-03-01T10:00:03Z"));
    assertEquals(
        List.of(new FlowEnded("remoteStart-5", "remoteStart", "started", tx("1003"))),
        ends(station));
  }

  @Test
  @DisplayName("O16-01: a StartTransaction from before the request is another transaction")
  @Tag("O16-01")
  void aTransactionFromTheQueueIsAnother() {
    MachineFixture station =
        started16("{\"idTag\":\"TAG\"}")
            .whenCall("1", "StartTransaction", start16(1, "TAG", "2026-03-01T08:00:00Z"));
    assertEquals(List.of(), ends(station));
  }

  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("F-remote: remoteStartId names the transaction, also before the answer")
  @Tag("F-remote")
  void theNumberNamesTheTransaction(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "RequestStartTransaction", START2X)
            .whenCall("1", "TransactionEvent", event("Started", 0, "RemoteStart", ""))
            .whenAnswer("m1", ACCEPTED);
    assertEquals(List.of(), ends(station));

    station.whenCall(
        "2", "TransactionEvent", event("Updated", 1, "RemoteStart", ",\"remoteStartId\":5"));
    assertEquals(
        List.of(new FlowEnded("remoteStart-5", "remoteStart", "started", tx("T"))), ends(station));
  }

  @ParameterizedTest
  @MethodSource("from20")
  void theAnswerMayNameATransactionThatIsOpen(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "RequestStartTransaction", START2X)
            .whenAnswer("m1", "{\"status\":\"Accepted\",\"transactionId\":\"T\"}")
            .whenCall("2", "TransactionEvent", event("Updated", 1, "RemoteStart", ""));
    assertEquals("started", ends(station).getFirst().outcome());
  }

  @ParameterizedTest
  @MethodSource("from20")
  void nobodyPluggedIn(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "RequestStartTransaction", START2X)
            .whenAnswer("m1", ACCEPTED)
            .later(Duration.ofMinutes(10))
            .whenKilledAndRestarted();
    assertEquals("timedOut", ends(station).getFirst().outcome());
  }

  @Test
  void aRefusedStartEnds() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "RemoteStartTransaction", "{\"idTag\":\"TAG\"}")
            .whenAnswer("m1", "{\"status\":\"Rejected\"}");
    assertEquals("refused", ends(station).getFirst().outcome());
  }

  @Test
  @DisplayName("RemoteStopTransaction 1.6: done with the StopTransaction, even before the answer")
  void aStopIsDoneWithTheEndOfTheTransaction() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", start16(1, "TAG", "2026-03-01T09:00:00Z"))
            .whenDecided("1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
            .whenCommand("c1", "RemoteStopTransaction", "{\"transactionId\":1001}")
            .whenCall(
                "2",
                "StopTransaction",
                "{\"transactionId\":1001,\"timestamp\":\"2026-03-01T10:00:00Z\",\"meterStop\":9,"
                    + "\"reason\":\"Remote\"}");
    assertEquals("ended", ends(station).getFirst().outcome());
  }

  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("F03-resp: Accepted leads to Updated RemoteStop or to Ended")
  @Tag("F03-resp")
  void aStopMayBeAnUpdateOrAnEnd(OcppVersion version) {
    MachineFixture updated =
        stopping(version).whenCall("2", "TransactionEvent", event("Updated", 1, "RemoteStop", ""));
    assertEquals("stopped", ends(updated).getFirst().outcome());

    MachineFixture ended =
        stopping(version).whenCall("2", "TransactionEvent", event("Ended", 1, "RemoteStop", ""));
    assertEquals("ended", ends(ended).getFirst().outcome());
  }

  private static MachineFixture stopping(OcppVersion version) {
    return MachineFixture.accepted(version)
        .whenCall("1", "TransactionEvent", event("Started", 0, "Authorized", ""))
        .whenCommand("c1", "RequestStopTransaction", "{\"transactionId\":\"T\"}")
        .whenAnswer("m1", ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("from20")
  void aLostAnswerDoesNotLoseTheStart(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "RequestStartTransaction", START2X)
            .when(new Input.TimerFired(new TimerKey("call", "m1")))
            .whenCall(
                "2",
                "TransactionEvent",
                event("Started", 0, "RemoteStart", ",\"remoteStartId\":5"));
    assertEquals("started", ends(station).getFirst().outcome());
  }
}
