// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456789Z");
  private final EventCodec codec = new EventCodec();

  @Test
  void anEventComesBackAsItWent() {
    StationEvent event =
        new TransactionStarted(
            "7",
            null,
            1,
            new IdToken("TAG", "Unspecified"),
            AT,
            100L,
            null,
            5,
            null,
            null,
            null,
            true);

    EventCodec.Encoded text = codec.encode(event);

    assertEquals("TransactionStarted", text.type());
    assertEquals(event, codec.decode(text.type(), text.version(), text.payload()));
  }

  @Test
  void absentAttributesAreLeftOut() {
    StationEvent event =
        new MeterValuesRecorded(
            null,
            null,
            1,
            List.of(new MeterSample(AT, "1", "Sample.Periodic", "Voltage", null, null, "V")));

    String payload = codec.encode(event).payload();

    assertEquals(
        "{\"connector\":1,\"samples\":[{\"at\":\"2026-03-01T10:00:00.123456789Z\",\"value\":\"1\","
            + "\"context\":\"Sample.Periodic\",\"measurand\":\"Voltage\",\"unit\":\"V\"}]}",
        payload);
    assertEquals(event, codec.decode("MeterValuesRecorded", 1, payload));
  }

  @Test
  void payloadsKeepTheirSpellingAndAreNoString() {
    JsonView request = JsonView.parse("{ \"b\": 1.50,\"a\":1e3, \"t\":\"ä\\u00e4\" }");
    StationEvent event = new CallAnswered("1", "DataTransfer", request, JsonView.EMPTY, null);

    String payload = codec.encode(event).payload();

    assertEquals(
        "{\"messageId\":\"1\",\"action\":\"DataTransfer\",\"request\":"
            + request.text()
            + ",\"response\":{}}",
        payload);
    assertEquals(event, codec.decode("CallAnswered", 1, payload));
  }

  @Test
  void membersOfALaterBuildAreIgnored() {
    assertEquals(
        new ConnectionOpened(3, "1.6", "::1"),
        codec.decode(
            "ConnectionOpened",
            1,
            "{\"connection\":3,\"version\":\"1.6\",\"remoteAddress\":\"::1\",\"tls\":{\"v\":2}}"));
  }

  @Test
  void anOlderVersionIsLiftedByItsUpcasters() {
    EventCodec third =
        new EventCodec(
            Map.of(
                "ConnectionOpened",
                Map.of(
                    1, old -> old.put("version", "1.6"),
                    2, old -> old.put("remoteAddress", "unknown"))));

    assertEquals(
        new ConnectionOpened(3, "1.6", "unknown"),
        third.decode("ConnectionOpened", 1, "{\"connection\":3}"));
    assertEquals(3, third.encode(new ConnectionOpened(1, "1.6", "x")).version());
  }

  @Test
  void whatIsNoEventIsRefusedByName() {
    assertEquals(
        "Unknown event type Nonsense",
        assertThrows(UnreadableEventException.class, () -> codec.decode("Nonsense", 1, "{}"))
            .getMessage());
    assertThrows(UnreadableEventException.class, () -> codec.decode("ConnectionOpened", 2, "{}"));
    assertThrows(
        UnreadableEventException.class, () -> codec.decode("ConnectionOpened", 1, "{\"conn"));
    assertThrows(UnreadableEventException.class, () -> codec.decode("ConnectionOpened", 1, "{}"));
  }
}
