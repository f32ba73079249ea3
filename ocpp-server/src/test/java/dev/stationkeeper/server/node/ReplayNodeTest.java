// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent.TokenPut;
import dev.stationkeeper.server.log.SystemEvent.TokenRemoved;
import dev.stationkeeper.server.plugin.Handlers;
import dev.stationkeeper.server.plugin.PluginJar;
import dev.stationkeeper.server.plugin.PluginLoader;
import dev.stationkeeper.server.replay.JsonDifference.Change;
import dev.stationkeeper.server.replay.LogReplay;
import dev.stationkeeper.server.replay.ReplayDifference;
import dev.stationkeeper.server.replay.ReplayReport;
import dev.stationkeeper.server.replay.ReplaySettings;
import dev.stationkeeper.station.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic of a real node with a handler from a jar, asked again of this and of other versions. */
final class ReplayNodeTest {
  /** Decides by token, by the state, by what it was told and by what it kept. */
  private static final String SOURCE =
      """
      package com.acme;
      import dev.stationkeeper.ocpp.JsonView;
      import dev.stationkeeper.spi.*;
      import java.util.Optional;
      @OcppHandlerInfo(id = "judge", version = "@VERSION@", spi = OcppHandlerInfo.SPI_VERSION, order = 1)
      public final class Judge implements OcppHandler {
        private HandlerEnvironment server;
        public void start(HandlerEnvironment environment) { server = environment; }
        // When something last came is nowhere in the log, and no part of the past.
        private static String past(String state) {
          return state.replaceAll(",\\"heardAt\\":\\"[^\\"]*\\"", "");
        }
        public StationHandler open(StationContext station, Optional<Snapshot> restored) {
          return new StationHandler() {
            int asked = restored.map(s -> Integer.parseInt(s.text())).orElse(0);
            int told = 0;
            public void onEvent(StationEvent event) { told++; }
            public Answer onRequest(Request request) {
              String action = request.action().name();
              station.checkpoint(Snapshot.of(1, "" + ++asked));
              String tag = request.payload().string("idTag").orElse("");
              @DECISION@
              if (action.equals("Authorize")) {
                String status = server.tokens().find(tag).map(TokenRecord::status).orElse("Invalid");
                return Answer.reply(JsonView.parse("{\\"idTagInfo\\":{\\"status\\":\\"" + status + "\\"}}"));
              }
              if (action.equals("StartTransaction")) {
                return Answer.reply(JsonView.parse("{\\"transactionId\\":1,\\"idTagInfo\\":{\\"status\\":\\"Accepted\\"}}"));
              }
              if (action.equals("DataTransfer")) {
                return Answer.reply(JsonView.object()
                    .put("status", "Accepted")
                    .put("data", asked + " " + told + " " + past(station.state().text()))
                    .build());
              }
              return Answer.pass();
            }
          };
        }
      }
      """;

  @TempDir Path root;

  @Test
  void theSameVersionAnswersTheSameAndAnotherOneWhereItDiffers() throws IOException {
    live();
    Map<String, String> before = look();

    List<ReplayDifference> none = new ArrayList<>();
    ReplayReport same = replay(jar("2", ""), everything(), none);

    assertEquals(List.of(), none);
    assertEquals(List.of("judge 2"), same.handlers());
    assertEquals(8, same.asked(), same.toString());
    assertEquals(8, same.same());
    assertEquals(0, same.notAsked() + same.unreadable() + same.lostEvents());
    assertNull(same.ended());

    List<ReplayDifference> found = new ArrayList<>();
    ReplayReport other =
        replay(
            jar(
                "3",
                "if (action.equals(\"StartTransaction\")) return Answer.reply(JsonView.parse("
                    + "\"{\\\"transactionId\\\":1,\\\"idTagInfo\\\":{\\\"status\\\":\\\"Blocked\\\"}}\"));"),
            everything(),
            found);

    assertEquals(1, other.different(), other.toString());
    assertEquals(7, other.same());
    ReplayDifference one = found.getFirst();
    assertEquals("StartTransaction", one.action());
    assertEquals("judge#1", one.sentBy());
    Change change = one.changes().getFirst();
    assertEquals(1, one.changes().size(), "the number of the transaction is the one of then");
    assertEquals("/idTagInfo/status", change.path());
    assertEquals("Accepted", String.valueOf(change.before()).replace("\"", ""));
    assertEquals("Blocked", String.valueOf(change.after()).replace("\"", ""));
    assertEquals(before, look(), "nothing in the folder is touched");
  }

  @Test
  void aHandlerThatFailsIsADifferenceAndEndsTheReplayOnlyWhenItAlwaysDoes() throws IOException {
    live();
    Path crashes = jar("4", "if (tag.equals(\"GOOD\")) throw new IllegalStateException(\"no\");");

    List<ReplayDifference> found = new ArrayList<>();
    ReplayReport report = replay(crashes, everything(), found);

    assertNull(report.ended());
    assertEquals(3, report.failed(), "two Authorize and a StartTransaction");
    ReplayDifference first = found.getFirst();
    assertEquals("java.lang.IllegalStateException: no", first.failure());
    assertEquals("InternalError", first.now().get("errorCode").textValue());
    assertEquals(8, report.asked(), "it was asked on all the same");

    ReplayReport early = replay(crashes, withFailures(1), new ArrayList<>());
    assertNotNull(early.ended());
    assertTrue(early.ended().contains("failed 1 times"), early.ended());
  }

  @Test
  void aHandlerThatHangsOrDoesNotStartHoldsNothingUp() throws IOException {
    live();
    Path hangs =
        jar("5", "if (tag.equals(\"WHO\")) new java.util.concurrent.CompletableFuture<>().join();");

    List<ReplayDifference> found = new ArrayList<>();
    ReplayReport report = replay(hangs, everything(), found);

    assertEquals(1, report.failed(), report.toString());
    assertEquals("Authorize", found.getFirst().action());

    Path never =
        new PluginJar()
            .source(
                "Never",
                """
                package com.acme;
                import dev.stationkeeper.spi.*;
                import java.util.Optional;
                @OcppHandlerInfo(id = "never", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
                public final class Never implements OcppHandler {
                  public void start(HandlerEnvironment environment) {
                    throw new IllegalStateException("not today");
                  }
                  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
                    throw new IllegalStateException();
                  }
                }
                """)
            .services("com.acme.Never")
            .writeTo(root.resolve("never.jar"));
    ReplayReport ended = replay(never, everything(), new ArrayList<>());
    assertTrue(String.valueOf(ended.ended()).contains("not today"), ended.toString());
  }

  @Test
  void onlyWhatWasWantedIsAsked() throws IOException {
    live();
    Path jar = jar("2", "");
    Policy policy = Policy.DEFAULT;

    ReplayReport one =
        replay(
            jar,
            new ReplaySettings(
                Set.of("CS-2"), Instant.MIN, Instant.MAX, policy, Duration.ofSeconds(20), 9),
            new ArrayList<>());
    assertEquals(1, one.asked(), "its boot");

    ReplayReport none =
        replay(
            jar,
            new ReplaySettings(
                Set.of(), Instant.MIN, Instant.EPOCH, policy, Duration.ofSeconds(20), 9),
            new ArrayList<>());
    assertEquals(0, none.asked());
  }

  /** What two stations did while version 2 was installed, and a token changed in between. */
  private void live() throws IOException {
    Path plugins = root.resolve("plugins");
    Files.createDirectories(plugins);
    Files.copy(jar("2", ""), plugins.resolve("judge.jar"));
    NodeSettings settings = NodeSettings.in(data(), "127.0.0.1", 0).withPlugins(plugins);
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      put(node, new TokenPut("GOOD", "ISO14443", "Accepted", null, null, null));
      StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp1.6");
      station.result(
          "BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}");
      assertEquals("Accepted", authorize(station, "GOOD"));
      assertEquals("Invalid", authorize(station, "WHO"));
      station.result(
          "StatusNotification",
          "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Preparing\"}");
      station.result(
          "StartTransaction",
          "{\"connectorId\":1,\"idTag\":\"GOOD\",\"meterStart\":0,"
              + "\"timestamp\":\"2026-01-01T00:00:00Z\"}");
      station.result("DataTransfer", "{\"vendorId\":\"Acme\"}");
      put(node, new TokenRemoved("GOOD"));
      assertEquals("Invalid", authorize(station, "GOOD"));
      station.result("DataTransfer", "{\"vendorId\":\"Acme\"}");
      StationClient other = new StationClient(node.ocppPort(), "CS-2", "ocpp2.0.1");
      other.result(
          "BootNotification",
          "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}");
    }
  }

  private static void put(StationkeeperNode node, dev.stationkeeper.server.log.SystemEvent event) {
    long position = node.systemLog().append(event, "test").toCompletableFuture().join();
    try {
      assertTrue(node.views().await(position, Duration.ofSeconds(30)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String authorize(StationClient station, String tag) {
    return station
        .result("Authorize", "{\"idTag\":\"" + tag + "\"}")
        .at("/idTagInfo/status")
        .asText();
  }

  private ReplayReport replay(Path jar, ReplaySettings settings, List<ReplayDifference> found)
      throws IOException {
    Path copies = Files.createTempDirectory(root, "copies").resolve("of");
    try (Handlers handlers =
            PluginLoader.loadOnly(ReplayNodeTest.class.getClassLoader(), jar, copies, Map.of());
        SegmentedLog log = SegmentedLog.openToRead(data().resolve("log"))) {
      assertEquals(List.of(), handlers.refusals());
      return new LogReplay(log, handlers.handlers(), settings, found::add).run();
    }
  }

  private static ReplaySettings everything() {
    return withFailures(ReplaySettings.USUAL_FAILURES);
  }

  private static ReplaySettings withFailures(int most) {
    return new ReplaySettings(
        Set.of(), Instant.MIN, Instant.MAX, Policy.DEFAULT, Duration.ofSeconds(2), most);
  }

  private Path jar(String version, String decision) throws IOException {
    Path folder = root.resolve("jars").resolve(version);
    return new PluginJar()
        .source("Judge", SOURCE.replace("@VERSION@", version).replace("@DECISION@", decision))
        .services("com.acme.Judge")
        .writeTo(folder.resolve("judge.jar"));
  }

  private Path data() {
    return root.resolve("data");
  }

  /** Every file of the log with its size and time. */
  private Map<String, String> look() throws IOException {
    Map<String, String> look = new TreeMap<>();
    try (Stream<Path> files = Files.list(data().resolve("log"))) {
      for (Path file : files.toList()) {
        look.put(
            String.valueOf(file.getFileName()),
            Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return look;
  }
}
