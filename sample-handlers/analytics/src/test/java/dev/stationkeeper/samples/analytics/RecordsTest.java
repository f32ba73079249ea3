// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.spi.LoggedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsTest {
  private static String only(RecordType type, LoggedEvent event) {
    List<AnalyticsRecord> records = type.recordsOf(event);
    assertEquals(1, records.size());
    return records.getFirst().json();
  }

  @Test
  void aStepOfASession() {
    assertEquals(
        "{\"id\":\"CS1:7:0\",\"type\":\"session\",\"schema\":1,\"event\":\"TransactionStarted\","
            + "\"station\":\"CS1\",\"sequence\":7,\"index\":0,\"position\":70,"
            + "\"recorded_at\":\"2026-11-25T10:00:00.123Z\",\"by\":\"mine#2\","
            + "\"transaction_id\":\"t-1\",\"evse\":1,\"connector\":2,\"id_token\":\"~0011\","
            + "\"id_token_type\":\"ISO14443\",\"status\":\"Accepted\","
            + "\"happened_at\":\"2026-11-25T09:59:58Z\",\"meter_start_wh\":1000,\"seq_no\":0,"
            + "\"offline\":false}",
        only(
            RecordType.SESSION,
            GivenEvents.of(
                "CS1",
                7,
                "TransactionStarted",
                "{\"transactionId\":\"t-1\",\"evse\":1,\"connector\":2,"
                    + "\"idToken\":{\"value\":\"~0011\",\"type\":\"ISO14443\"},"
                    + "\"at\":\"2026-11-25T09:59:58Z\",\"meterStart\":1000,"
                    + "\"authorization\":\"Accepted\",\"seqNo\":0,\"offline\":false}")));
  }

  @Test
  void eachSampleIsARecordWithAnIdOfItsOwn() {
    List<AnalyticsRecord> records =
        RecordType.METER_VALUE.recordsOf(
            GivenEvents.of(
                "CS1",
                8,
                "MeterValuesRecorded",
                "{\"transactionId\":\"t-1\",\"samples\":["
                    + "{\"at\":\"2026-11-25T10:00:00Z\",\"value\":\"1500.10\",\"unit\":\"Wh\","
                    + "\"measurand\":\"Energy.Active.Import.Register\"},"
                    + "{\"at\":\"2026-11-25T10:00:00Z\",\"value\":\"OCMF|{}\"}]}"));
    assertEquals(List.of("CS1:8:0", "CS1:8:1"), records.stream().map(AnalyticsRecord::id).toList());
    String first = records.getFirst().json();
    assertEquals(
        "\"sampled_at\":\"2026-11-25T10:00:00Z\","
            + "\"measurand\":\"Energy.Active.Import.Register\",\"value\":1500.10,"
            + "\"value_text\":\"1500.10\",\"unit\":\"Wh\"}",
        first.substring(first.indexOf("\"sampled_at\"")));
    String signed = records.getLast().json();
    assertEquals("\"value_text\":\"OCMF|{}\"}", signed.substring(signed.indexOf("\"value")));
  }

  @Test
  void theServersOwnEventsAreAboutAStationWhereTheySayWhich() {
    String about =
        only(
            RecordType.HANDLER_HEALTH,
            GivenEvents.own(
                3,
                "HandlerCrashed",
                "{\"handler\":\"mine\",\"station\":\"CS1\",\"generation\":4}"));
    assertEquals(
        "{\"id\":\"$system:3:0\",\"type\":\"handler_health\",\"schema\":1,"
            + "\"event\":\"HandlerCrashed\",\"station\":\"CS1\",\"sequence\":3,\"index\":0,"
            + "\"position\":30,\"recorded_at\":\"2026-11-25T10:00:00.123Z\",\"by\":\"mine#2\","
            + "\"handler\":\"mine\",\"generation\":4}",
        about);
  }

  @Test
  void eventsOfOtherTypesAreNone() {
    LoggedEvent status = GivenEvents.of("CS1", 1, "ConnectorStatusReported", "{\"connector\":1}");
    assertEquals(List.of(), RecordType.SESSION.recordsOf(status));
    assertEquals(1, RecordType.STATUS_CHANGE.recordsOf(status).size());
  }

  /** An event of a later version may have anything anywhere; it must not stop the consumer. */
  @ParameterizedTest
  @EnumSource
  void aValueOfAnotherKindIsAbsent(RecordType type) {
    for (String nonsense : List.of("\"words\"", "1e900", "[1]", "{\"value\":[]}", "true", "null")) {
      StringBuilder payload = new StringBuilder("{\"samples\":[{\"at\":").append(nonsense);
      payload.append(",\"value\":").append(nonsense).append("}]");
      for (Column column : type.columns()) {
        for (String source : column.sources()) {
          String member = source.replaceFirst("\\..*", "");
          if (!member.equals("*") && payload.indexOf("\"" + member + "\"") < 0) {
            payload.append(",\"").append(member).append("\":").append(nonsense);
          }
        }
      }
      payload.append('}');
      for (String event : type.events()) {
        String json = only(type, GivenEvents.of("CS1", 1, event, payload.toString()));
        assertEquals("{\"id\":\"CS1:1:0\"", json.substring(0, 15), json);
      }
    }
  }
}
