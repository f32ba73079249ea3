// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.tck.FakeLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules, over a log: what happens, and which alarms are open then. */
class AlarmHandlerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private FakeLog log = FakeLog.of(AlarmHandler::new).setting("faultedAfter", "PT0S").start();

  @AfterEach
  void close() {
    log.close();
  }

  private void happens(String type, String payload) {
    log.append("CP1", type, payload);
    assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
  }

  private void opens(String key, String words) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              log.advance(Duration.ofSeconds(5));
              return log.alarms().containsKey(key);
            });
    String text = log.alarms().get(key);
    assertTrue(text != null && text.contains(words), () -> key + ": " + text);
  }

  /** As the server tells what the handler asked for. */
  private void confirm(String key) {
    log.appendOwn(
        "AlarmRaised",
        "{\"alarmId\":\"alarm:%s\",\"severity\":\"warning\",\"text\":\"t\"}".formatted(key));
    assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
  }

  private void closes(String key) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              log.advance(Duration.ofSeconds(20));
              return !log.alarms().containsKey(key);
            });
  }

  /** Something else is said, so that what is not said was decided against. */
  private void saysNothingBut(String... keys) {
    log.append("CP9", "ConnectorStatusReported", "{\"connector\":9,\"status\":\"Faulted\"}");
    assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
    opens("faulted:CP9:9", "");
    Set<String> open = new HashSet<>(log.alarms().keySet());
    open.remove("faulted:CP9:9");
    assertEquals(Set.of(keys), open);
  }

  @Test
  void aFaultedConnectorIsAnAlarmUntilItRecovers() {
    happens(
        "ConnectorStatusReported",
        "{\"evse\":1,\"connector\":2,\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\"}");
    opens("faulted:CP1:1/2", "GroundFailure");
    confirm("faulted:CP1:1/2");
    happens("ConnectorStatusReported", "{\"evse\":1,\"connector\":2,\"status\":\"Available\"}");
    closes("faulted:CP1:1/2");
  }

  @Test
  void aStationThatStaysAwayIsAnAlarmAndOneThatComesBackInTimeIsNot() {
    happens("ConnectionOpened", "{}");
    happens("ConnectionClosed", "{}");
    log.advance(Duration.ofMinutes(4));
    saysNothingBut();
    log.advance(Duration.ofMinutes(1));
    opens("offline:CP1", "offline");
    confirm("offline:CP1");
    happens("ConnectionOpened", "{}");
    closes("offline:CP1");
  }

  @Test
  void aConnectedStationThatSaysNothingIsAnAlarmButForHeartbeats() {
    happens("ConnectionOpened", "{}");
    log.advance(Duration.ofMinutes(10));
    log.station("CP1", "{\"heardAt\":\"2026-01-01T00:10:00Z\"}");
    log.advance(Duration.ofMinutes(14));
    saysNothingBut();
    log.advance(Duration.ofMinutes(2));
    opens("silent:CP1", "said nothing");
    confirm("silent:CP1");
    log.station("CP1", "{\"heardAt\":\"2026-01-01T00:30:00Z\"}");
    closes("silent:CP1");
  }

  @Test
  void aCrashedHandlerIsAnAlarmAndAQuarantineIsTheServersOwn() {
    log.appendOwn(
        "HandlerCrashed", "{\"handler\":\"mine\",\"station\":\"CP1\",\"reason\":\"NPE\"}");
    log.deliver();
    opens("handler:mine", "NPE");
    confirm("handler:mine");
    log.appendOwn("HandlerQuarantined", "{\"handler\":\"mine\",\"reason\":\"budget\"}");
    log.deliver();
    closes("handler:mine");
  }

  @Test
  void aSecurityEventOfAStationIsAnAlarm() {
    happens(
        "CallAnswered",
        "{\"action\":\"SecurityEventNotification\",\"request\":{\"type\":\"TamperDetectionActivated\"},"
            + "\"response\":{}}");
    opens("security:CP1:TamperDetectionActivated", "TamperDetectionActivated");
  }

  @Test
  void aTransactionThatDoesNotEndIsAnAlarm() {
    happens("TransactionStarted", "{\"transactionId\":\"t1\"}");
    happens("TransactionStarted", "{\"transactionId\":\"t2\"}");
    happens("TransactionEnded", "{\"transactionId\":\"t2\"}");
    log.advance(Duration.ofHours(23));
    saysNothingBut();
    log.advance(Duration.ofHours(1));
    opens("open:CP1:t1", "24 h");
    happens(
        "TransactionFlagged", "{\"transactionId\":\"t1\",\"finding\":\"noEnd\",\"detail\":\"d\"}");
    opens("noEnd:CP1:t1", "noEnd");
  }

  @Test
  void aMeterThatGoesBackIsAnAlarmInWhateverUnit() {
    happens("TransactionStarted", "{\"transactionId\":\"t1\",\"meterStart\":1000}");
    happens("MeterValuesRecorded", samples("2.0", "kWh"));
    happens("MeterValuesRecorded", samples("1995", "Wh"));
    saysNothingBut();
    happens("MeterValuesRecorded", samples("1900", "Wh"));
    opens("meter:CP1", "from 2000 to 1900 Wh");
  }

  private static String samples(String value, String unit) {
    return """
    {"transactionId":"t1","samples":[
      {"value":"1","measurand":"Current.Import","unit":"A"},
      {"value":"%s","measurand":"Energy.Active.Import.Register","unit":"%s"}]}\
    """
        .formatted(value, unit);
  }

  @Test
  void missingMessagesOfATransactionAreAnAlarm() {
    happens(
        "TransactionFlagged",
        "{\"transactionId\":\"t1\",\"finding\":\"gap\",\"detail\":\"3 to 5\"}");
    opens("sequence:CP1:t1", "3 to 5");
  }

  @Test
  void diskCertificatesAndConsumersAreLookedAt() {
    log.server(
        """
        {"diskFree":300000000,"diskFloor":268435456,
         "consumers":[{"handler":"export","lag":200000},{"handler":"fine","lag":3}],
         "certificates":[{"name":"server.pem","subject":"CN=x","notAfter":"2026-01-20T00:00:00Z"},
                         {"name":"root.pem","subject":"CN=y","notAfter":"2036-01-01T00:00:00Z"}]}\
        """);
    log.appendOwn("ServerStarted", "{}");
    log.deliver();
    opens("disk", "286 MiB");
    opens("certificate:server.pem", "expires on 2026-01-20");
    log.advance(Duration.ofMinutes(5));
    opens("lag:export", "200000 events");
    assertEquals(Set.of("disk", "certificate:server.pem", "lag:export"), log.alarms().keySet());
  }

  @Test
  void aKillForgetsNothingAndTheFactsSpareReadingAllAgain() {
    happens("ConnectionClosed", "{}");
    assertTrue(log.awaitAcknowledged(), "the facts are kept");
    assertEquals(log.position(), log.checkpoint());
    log.kill();
    log.appendOwn("ServerStarted", "{}");
    log.deliver();
    log.advance(Duration.ofMinutes(5));
    opens("offline:CP1", "offline");
  }

  @Test
  void historyIsReadWithoutABurst() {
    log.close();
    log = FakeLog.of(AlarmHandler::new).setting("faultedAfter", "PT0S").start();
    for (int i = 0; i < 500; i++) {
      log.append("CP" + i, "ConnectionOpened", "{}");
      log.append("CP" + i, "ConnectionClosed", "{}");
      log.append("CP" + i, "ConnectorStatusReported", "{\"connector\":1,\"status\":\"Faulted\"}");
      log.appendOwn("HandlerCrashed", "{\"handler\":\"h%d\",\"reason\":\"x\"}".formatted(i));
    }
    log.advance(Duration.ofHours(1));
    for (int i = 0; i < 500; i++) {
      log.append("CP" + i, "ConnectionOpened", "{}");
      log.append("CP" + i, "ConnectorStatusReported", "{\"connector\":1,\"status\":\"Available\"}");
    }
    log.append("CP7", "ConnectorStatusReported", "{\"connector\":1,\"status\":\"Faulted\"}");
    assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
    saysNothingBut("faulted:CP7:1");
  }

  @Test
  void theWholeIsOffByRule() {
    log.close();
    log =
        FakeLog.of(AlarmHandler::new)
            .setting("rules", "faulted")
            .setting("faultedAfter", "PT0S")
            .start();
    happens("ConnectionClosed", "{}");
    log.advance(Duration.ofHours(1));
    saysNothingBut();
  }
}
