// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.tck.FakeLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingHandlerTest {
  @TempDir Path folder;

  private FakeLog.Builder log() {
    return FakeLog.of(LoggingHandler::new).setting("file", file().toString());
  }

  private Path file() {
    return folder.resolve("logs/events.jsonl");
  }

  private static void append(FakeLog log, int events) {
    for (int i = 0; i < events; i++) {
      log.append("CP" + i % 3, "Noted", "{\"n\":" + i + "}");
    }
    assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
  }

  /** Those in the files that were put aside, then those in the present one. */
  private List<Long> positions() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(file().getParent())) {
      files = all.filter(f -> !f.equals(file())).sorted().toList();
    }
    List<Long> found = new ArrayList<>();
    for (Path path : Stream.concat(files.stream(), Stream.of(file())).toList()) {
      Files.readAllLines(path).forEach(line -> found.add(EventLines.position(line)));
    }
    return found;
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** Compared by their ends: a list of thousands tells nobody anything. */
  private static void withoutGaps(List<Long> positions, long last) {
    assertEquals(last, positions.getLast());
    assertEquals(last - positions.getFirst() + 1, positions.size());
    assertEquals(positions.stream().distinct().sorted().toList().size(), positions.size());
  }

  @Test
  void afterAKillEveryEventIsInTheFileOnce() throws IOException {
    try (FakeLog log = log().start()) {
      append(log, 2_500);
      log.kill();
      append(log, 500);
      withoutGaps(positions(), 3_000);
      assertEquals(1, positions().getFirst());
    }
  }

  @Test
  void aTornLineIsCutOffAndWrittenAnew() throws IOException {
    try (FakeLog log = log().start()) {
      append(log, 3);
      String whole = Files.readString(file());
      log.kill();
      // As a kill leaves it, in the middle of a character too.
      Files.write(file(), whole.getBytes(), StandardOpenOption.TRUNCATE_EXISTING);
      Files.write(file(), new byte[] {'{', '"', 'p', (byte) 0xC3}, StandardOpenOption.APPEND);
      append(log, 2);
      assertTrue(Files.readString(file()).startsWith(whole));
      assertEquals(numbers(1, 5), positions());
    }
  }

  @Test
  void longFilesArePutAsideAndOnlySoManyAreKept() throws IOException {
    try (FakeLog log = log().setting("rotateMiB", "1").setting("keep", "2").start()) {
      String filler = "x".repeat(2_000);
      for (int round = 0; round < 6; round++) {
        for (int i = 0; i < 700; i++) {
          log.append("CP1", "Noted", "{\"filler\":\"" + filler + "\"}");
        }
        assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      }
      try (Stream<Path> files = Files.list(file().getParent())) {
        assertEquals(3, files.count(), "the present one and two before it");
      }
      withoutGaps(positions(), 4_200);
      log.kill();
      append(log, 1);
      withoutGaps(positions(), 4_201);
    }
  }

  @Test
  void aNewDayBeginsANewFile() throws IOException {
    try (FakeLog log = log().start()) {
      append(log, 3);
      log.advance(Duration.ofDays(1));
      append(log, 1);
      assertEquals(1, Files.readAllLines(file()).size());
      assertEquals(numbers(1, 4), positions());
    }
  }

  @Test
  void aDiskThatIsAwayHoldsTheCheckpointAndLosesNothing() throws IOException {
    Path blocked = file().getParent();
    Files.writeString(blocked, "no folder");
    try (FakeLog log = log().start()) {
      log.append("CP1", "Noted", "{}");
      assertEquals(FakeLog.Delivery.LATER, log.deliver());
      assertEquals(0, log.checkpoint());
      Files.delete(blocked);
      append(log, 1);
      assertTrue(log.awaitAcknowledged());
      assertEquals(numbers(1, 2), positions());
    }
  }

  @Test
  void withoutAFileItWantsNothing() {
    assertEquals(Optional.of(Set.of()), started(Map.of()).wantedTypes());
    assertEquals(Optional.empty(), started(Map.of("console", "true")).wantedTypes());
    assertEquals(
        Optional.of(Set.of("CallAnswered", "SendReceived")),
        started(Map.of("file", "f", "types", "CallAnswered, SendReceived")).wantedTypes());
  }

  @Test
  void aSettingThatMakesNoSenseIsNamed() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("mask", "maybe"),
            Map.of("keep", "0"),
            Map.of("fields", "at,nonsense"),
            Map.of("rotateMiB", "1.5"))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> started(wrong));
      String name = wrong.keySet().iterator().next();
      assertTrue(String.valueOf(e.getMessage()).contains(name), e::toString);
    }
  }

  private static LoggingHandler started(Map<String, String> settings) {
    HandlerEnvironment environment = mock(HandlerEnvironment.class);
    when(environment.settings()).thenReturn(settings);
    LoggingHandler handler = new LoggingHandler();
    handler.start(environment);
    return handler;
  }
}
