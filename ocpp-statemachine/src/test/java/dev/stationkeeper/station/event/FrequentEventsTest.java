// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written and read by hand is what reflection makes of it. */
class FrequentEventsTest {
  private static final Set<String> FREQUENT =
      Set.of(
          "CallAnswered",
          "MeterValuesRecorded",
          "TransactionAuthorized",
          "TransactionEnded",
          "TransactionStarted",
          "TransactionUpdated");

  private final EventCodec codec = new EventCodec();

  private static Stream<Class<? extends StationEvent>> types(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type.asSubclass(StationEvent.class))
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(FrequentEventsTest::types);
  }

  @Test
  void theTextOfEveryTypeIsThatOfReflectionAndComesBackAsItWent() throws JsonProcessingException {
    long seed = new Random().nextLong();
    RandomRecords records = new RandomRecords(new Random(seed));
    Set<String> byHand = new TreeSet<>();
    for (Class<? extends StationEvent> type : types(StationEvent.class).toList()) {
      for (int i = 0; i < 200; i++) {
        StationEvent event = records.of(type);
        String why = "seed " + seed + ", " + event;

        EventCodec.Encoded text = codec.encode(event);

        assertEquals(RecordJson.write(event), text.payload(), why);
        assertEquals(event, RecordJson.read(type, text.payload()), why);
        assertEquals(event, codec.decode(text.type(), text.version(), text.payload()), why);
        if (FrequentEvents.write(event) != null) {
          byHand.add(text.type());
        }
      }
    }
    assertEquals(new TreeSet<>(FREQUENT), byHand);
  }

  @Test
  void whatIsSpeltAsWeWriteItNeedsNoReflection() {
    assertNotNull(
        FrequentEvents.read(
            "TransactionEnded",
            "{\"transactionId\":\"ä\",\"at\":\"2026-03-01T10:00:00Z\",\"meterStop\":-12,"
                + "\"stopReason\":\"Local\",\"idToken\":{\"value\":\"T\",\"type\":\"eMAID\"},"
                + "\"seqNo\":0,\"offline\":false}"));
    assertNotNull(
        FrequentEvents.read(
            "CallAnswered",
            "{\"messageId\":\"1\",\"action\":\"A\",\"request\":{ \"x\":[{\"y\":\"\\\"}\\\\\"}]},"
                + "\"response\":{},\"error\":\"InternalError\"}"));
    assertNotNull(FrequentEvents.read("MeterValuesRecorded", "{\"connector\":1,\"samples\":[]}"));
  }

  @Test
  void anotherSpellingIsLeftToReflection() {
    Instant at = Instant.parse("2026-03-01T10:00:00Z");
    String spaced =
        "{ \"offline\": true, \"stopReason\": \"a\\u0041\", \"later\": [1], \"at\":"
            + " \"2026-03-01T10:00:00Z\", \"transactionId\": \"7\" }";

    assertNull(FrequentEvents.read("TransactionEnded", spaced));
    assertEquals(
        new TransactionEnded("7", at, null, "aA", null, null, true),
        codec.decode("TransactionEnded", 1, spaced));
    assertEquals(
        new MeterValuesRecorded(null, null, 3, List.of()),
        codec.decode("MeterValuesRecorded", 1, "{\"connector\":3,\"samples\":[],\"new\":1}"));
    assertEquals(
        new CallAnswered("1", "A", JsonView.EMPTY, JsonView.EMPTY, null),
        codec.decode(
            "CallAnswered",
            1,
            "{\"action\":\"A\",\"messageId\":\"1\",\"request\":{},\"response\":{}}"));
  }

  /** Payloads stand aside: they are verified before they are written. */
  @Test
  void aTextThatIsDamagedMeansTheSameToBothOrIsRefusedByBoth() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(random);
    int refused = 0;
    for (Class<? extends StationEvent> type : types(StationEvent.class).toList()) {
      if (!FREQUENT.contains(type.getSimpleName()) || type == CallAnswered.class) {
        continue;
      }
      for (int i = 0; i < 2_000; i++) {
        String text = damaged(RecordJson.write(records.of(type)), random);
        Optional<StationEvent> expected = byReflection(type, text);
        refused += expected.isEmpty() ? 1 : 0;

        assertEquals(
            expected, byCodec(type.getSimpleName(), text), () -> "seed " + seed + ": " + text);
      }
    }
    assertTrue(refused > 100, "some are refused: " + refused);
  }

  private static String damaged(String text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(3));
    String marks = "{}[]\",:0-1 .etfn\\\u0001";
    int mark = random.nextInt(marks.length() + 1);
    String more = mark == marks.length() ? "" : marks.substring(mark, mark + 1);
    return text.substring(0, from) + more + text.substring(to);
  }

  private static Optional<StationEvent> byReflection(
      Class<? extends StationEvent> type, String text) {
    try {
      return Optional.of(RecordJson.read(type, text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Optional<StationEvent> byCodec(String type, String text) {
    try {
      return Optional.of(codec.decode(type, 1, text));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }
}
