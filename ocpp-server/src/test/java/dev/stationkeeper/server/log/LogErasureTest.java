// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogErasureTest {
  private static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void fill() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      for (int i = 0; i < 60; i++) {
        String station = "CP-" + i % 2;
        String who = i % 3 == 0 ? "PERSON-A" : "person-b";
        LogFixture.append(log, station, SegmentedLog.ANY, event(i < 30 ? OLD : NEW, who, i));
      }
      LogFixture.append(
          log, SystemLog.STREAM, 0, event("{\"idToken\":\"PERSON-A\",\"status\":\"Accepted\"}"));
    }
  }

  private static LogEntry event(Instant at, String who, int number) {
    String json =
        "{\"idTag\":\"%s\",\"n\":%d,\"idToken\": { \"value\" : \"%s\"},\"text\":\"of PERSON-A\"}"
            .formatted(who, number, who.toUpperCase(java.util.Locale.ROOT));
    return new LogEntry("Test", 1, at, Cause.NONE, json);
  }

  private static LogEntry event(String json) {
    return new LogEntry("TokenPut", 1, OLD, Cause.NONE, json);
  }

  private LogErasure erasure() {
    return new LogErasure(folder, new SecureRandom());
  }

  private List<LogRecord> events() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      assertTrue(new LogVerifier(log).verify(List.of()).isClean());
      return LogFixture.all(log);
    }
  }

  @Test
  void aTokenIsReplacedEverywhereAndEveryEventStaysWhereItIs() throws Exception {
    List<LogRecord> before = events();

    assertEquals(new LogErasure.Result(1, 41), erasure().token("person-a", Instant.MAX));

    List<LogRecord> after = events();
    assertEquals(before.size(), after.size());
    for (int i = 0; i < after.size(); i++) {
      assertEquals(before.get(i).position(), after.get(i).position());
      assertEquals(before.get(i).sequence(), after.get(i).sequence());
      assertEquals(before.get(i).at(), after.get(i).at());
      assertFalse(after.get(i).json().contains("\"PERSON-A\""), after.get(i).json());
      assertEquals(
          before.get(i).json().contains("\"person-b\""),
          after.get(i).json().contains("\"person-b\""));
      assertTrue(i == 60 || after.get(i).json().contains("of PERSON-A"), "only whole strings");
    }
  }

  @Test
  void onlyWhatIsATokenIsReplacedAndNoOtherTextThatHappensToBeTheSame() {
    Pseudonyms pseudonyms = new Pseudonyms(new SecureRandom());
    pseudonyms.add("1500");
    String text =
        "{\"samples\":[{\"value\":\"1500\"}],\"idTag\":\"1500\",\"1500\":\"x\",\"status\":\"1500\","
            + "\"groupIdToken\":{\"idToken\":\"1500\"}}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertEquals(2, pseudonyms.replace(bytes, 0));
    String after = new String(bytes, StandardCharsets.UTF_8);
    assertTrue(after.startsWith("{\"samples\":[{\"value\":\"1500\"}],\"idTag\":\""), after);
    assertTrue(after.contains(",\"1500\":\"x\",\"status\":\"1500\""), after);
  }

  @Test
  void whatWasEqualIsEqualAfterwards() throws Exception {
    erasure().tokensOf(null, Instant.MAX);

    List<String> tags =
        events().stream().limit(60).map(e -> e.json().substring(10, 18)).distinct().toList();
    assertEquals(2, tags.size(), tags.toString());
    assertTrue(events().getLast().json().contains("PERSON-A"), "the list of tokens stays");
  }

  @Test
  void onlyAStationsAndOnlyOlderEventsWhenThatIsAskedFor() throws Exception {
    assertEquals(2, erasure().tokensOf("CP-1", NEW).identifiers());

    for (LogRecord event : events()) {
      boolean gone = !event.json().contains("\"PERSON-A\"") && !event.json().contains("person-b");
      assertEquals(event.stream().equals("CP-1") && event.at().equals(OLD), gone, event.toString());
    }
  }

  @Test
  void nothingOfItIsLeftInTheFolder() throws Exception {
    erasure().token("PERSON-B", Instant.MAX);

    List<Path> left;
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      left = files.toList();
    }
    for (Path file : left) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertFalse(content.contains("person-b") || content.contains("PERSON-B"), file.toString());
    }
  }

  @Test
  void aLogThatIsOpenIsRefused() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      assertThrows(Exception.class, () -> erasure().token("PERSON-A", Instant.MAX));
      assertTrue(LogFixture.all(log).getFirst().json().contains("PERSON-A"));
    }
    assertThrows(IllegalArgumentException.class, () -> erasure().token("a\"b", Instant.MAX));
  }
}
