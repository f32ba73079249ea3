// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.ArchiveRange;
import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.node.LogOperations.Erasure;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing and archiving while stations charge. */
final class LogOperationsTest {
  private static final String TOKEN = "DRIVER-7-SECRET";
  private static final StationId STATION = new StationId("CS-1");

  @TempDir Path root;

  @Test
  void aTokenIsErasedEverywhereWhileItsStationCharges() throws Exception {
    try (StationkeeperNode node = started()) {
      StationClient station = connected(node);
      int transaction = begin(station, TOKEN);
      begin(station, "SOMEBODY");
      caughtUp(node);
      assertEquals(TOKEN, tokenOf(node, transaction));

      LogErasure.Result done =
          node.logOperations().erase(new Erasure(TOKEN, null, false, null), "tester");

      assertEquals(1, done.identifiers());
      assertTrue(done.places() >= 3, "Authorize, StartTransaction, their facts: " + done);
      String pseudonym = tokenOf(node, transaction);
      assertEquals(TOKEN.length(), pseudonym.length());
      assertFalse(pseudonym.equalsIgnoreCase(TOKEN));
      caughtUp(node);
      assertEquals(
          pseudonym,
          Objects.requireNonNull(
              node.views().transactions().find("CS-1:" + transaction).orElseThrow().idToken()),
          "the read model was made anew");
      List<SystemEvent> told = systemEvents(node);
      assertTrue(told.contains(new SystemEvent.ErasureBegun("token", null, null)));
      assertTrue(told.getLast() instanceof SystemEvent.TokensErased erased && erased.places() > 0);

      station.result(
          "StopTransaction",
          "{\"transactionId\":%d,\"meterStop\":9,\"timestamp\":\"2026-01-01T01:00:00Z\"}"
              .formatted(transaction));
      assertTrue(node.check().isClean(), "states, snapshots and read models equal the log's fold");
    }
    assertEquals(List.of(), filesWith(TOKEN));
    assertEquals(List.of(), filesWith("erasing"));
    try (StationkeeperNode again = started()) {
      assertTrue(again.check().isClean());
      assertEquals(2, again.engines().state(STATION).orElseThrow().transactions().all().count());
    }
  }

  @Test
  void tokensAreErasedForTheirAgeAndLaterOnesStay() throws Exception {
    Instant between;
    try (StationkeeperNode node = started()) {
      StationClient station = connected(node);
      int transaction = begin(station, TOKEN);
      between = Instant.now();
      while (!Instant.now().isAfter(between)) {
        Thread.onSpinWait();
      }
      station.result("Authorize", "{\"idTag\":\"YOUNGER-8-SECRET\"}");

      LogErasure.Result done = node.logOperations().retain(Instant.EPOCH, between, "retention");

      assertEquals(1, done.identifiers());
      assertTrue(done.places() >= 3, done.toString());
      assertFalse(tokenOf(node, transaction).equalsIgnoreCase(TOKEN));
      assertTrue(
          systemEvents(node).getLast() instanceof SystemEvent.TokensErased erased
              && erased.what().equals("retention")
              && between.equals(erased.before()));
      caughtUp(node);
      assertTrue(node.check().isClean());
      List<SystemEvent> told = systemEvents(node);

      assertEquals(
          new LogErasure.Result(0, 0),
          node.logOperations().retain(between.minusNanos(1), between, "retention"));

      assertEquals(told.size() + 1, systemEvents(node).size(), "on record, and nothing begun");
    }
    assertEquals(List.of(), filesWith(TOKEN));
    assertFalse(filesWith("YOUNGER-8-SECRET").isEmpty());
    try (StationkeeperNode node =
        StationkeeperNode.start(
            settings()
                .withRetention(new RetentionSettings(Duration.ofDays(1), Duration.ofDays(7))))) {
      assertEquals(between, node.logOperations().retention().before());
      assertTrue(node.check().isClean());
    }
  }

  @Test
  void anErasureThatDiedLeavesNothingOldBehindTheNextStart() throws IOException {
    try (StationkeeperNode node = started()) {
      begin(connected(node), TOKEN);
    }
    Path mark = Files.writeString(data().resolve("log").resolve("erasing"), "");
    Path half = data().resolve("log").resolve("0000000000000000001.log.erased");
    Files.writeString(half, "half a segment with " + TOKEN);
    new LogErasure(data().resolve("log"), new java.security.SecureRandom())
        .token(TOKEN, Instant.MAX);

    try (StationkeeperNode node = started()) {
      assertFalse(Files.exists(mark));
      assertFalse(Files.exists(half));
      assertTrue(node.check().isClean());
    }
    assertEquals(List.of(), filesWith(TOKEN));
  }

  @Test
  void olderSegmentsMoveAndAreReadWhereTheyAre() throws Exception {
    Path archive = root.resolve("archive");
    long events;
    try (StationkeeperNode node = started()) {
      StationClient station = connected(node);
      for (int i = 0; i < 40; i++) {
        station.result("Authorize", "{\"idTag\":\"TAG-%d\"}".formatted(i));
      }
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> indexed(data().resolve("log")) >= 3);

      int moved = node.logOperations().archive(archive, ArchiveRange.keeping(2), "tester");

      assertTrue(moved >= 2, "segments of 4 KiB: " + moved);
      assertEquals(moved, segments(archive));
      assertTrue(
          systemEvents(node).contains(new SystemEvent.SegmentsArchived(archive.toString(), moved)));
      station.result("Authorize", "{\"idTag\":\"LATER\"}");
      assertEquals("Accepted", node.engines().state(STATION).orElseThrow().registration().status());
      assertTrue(node.check().isClean(), "across the archive");
      List<LogRecord> all = new ArrayList<>();
      node.log().read("CS-1", 0, 0, all::add);
      assertEquals(all.size(), all.getLast().sequence(), "by the index, across the archive");
      assertThrows(
          IOException.class,
          () ->
              node.logOperations()
                  .archive(root.resolve("elsewhere"), ArchiveRange.keeping(2), "tester"));
      node.logOperations().erase(new Erasure(null, null, true, null), "tester");
      assertTrue(node.check().isClean(), "also what is archived is erased");
      events = node.log().position();
    }
    assertEquals(List.of(), filesWith("TAG-3"));
    try (StationkeeperNode node = started()) {
      assertTrue(node.log().position() > events);
      assertTrue(node.check().isClean());
    }
  }

  @Test
  void whoseIsToBeSaidExactlyOnce() {
    assertThrows(IllegalArgumentException.class, () -> new Erasure(null, null, false, null));
    assertThrows(IllegalArgumentException.class, () -> new Erasure("A", "CS-1", false, null));
  }

  private StationkeeperNode started() throws IOException {
    return StationkeeperNode.start(settings());
  }

  private NodeSettings settings() {
    return NodeSettings.in(data(), "127.0.0.1", 0)
        .withLog(new LogSettings(data().resolve("log"), 4_096, 1 << 20, 0, true));
  }

  private static StationClient connected(StationkeeperNode node) {
    StationClient station = new StationClient(node.ocppPort(), STATION.value(), "ocpp1.6");
    station.result(
        "BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}");
    return station;
  }

  private static int begin(StationClient station, String token) {
    station.result("Authorize", "{\"idTag\":\"" + token + "\"}");
    return station
        .result(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"%s\",\"meterStart\":0,\"timestamp\":\"2026-01-01T00:00:00Z\"}"
                .formatted(token))
        .get("transactionId")
        .intValue();
  }

  private static String tokenOf(StationkeeperNode node, int transaction) {
    StationState state = node.engines().state(STATION).orElseThrow();
    Transaction found = state.transactions().find(Integer.toString(transaction)).orElseThrow();
    return Objects.requireNonNull(found.idToken()).value();
  }

  private static void caughtUp(StationkeeperNode node) throws InterruptedException {
    assertTrue(node.views().await(node.log().position(), Duration.ofSeconds(30)));
  }

  private static List<SystemEvent> systemEvents(StationkeeperNode node) {
    List<SystemEvent> events = new ArrayList<>();
    node.log()
        .read(
            SystemLog.STREAM,
            0,
            0,
            event -> {
              SystemLog.typed(event).ifPresent(events::add);
              return true;
            });
    return events;
  }

  private static long indexed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".idx")).count();
    }
  }

  private static long segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).count();
    }
  }

  /** The files under the root whose name or content has the text. */
  private List<String> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<String> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().contains(text)
            || Files.readString(file, ISO_8859_1).contains(text)) {
          found.add(file.toString());
        }
      }
      return found;
    }
  }

  private Path data() {
    return root.resolve("data");
  }
}
