// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.plugin.PluginJar;
import dev.stationkeeper.server.view.AlarmRow;
import dev.stationkeeper.spi.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handler keeps of a station, and what it sees of it, in a real node. */
final class HandlerStateNodeTest {
  private static final HandlerId COUNTER = new HandlerId("counter");
  private static final StationId STATION = new StationId("CS-1");

  private static final String SOURCE =
"""
      package com.acme;
      import dev.stationkeeper.ocpp.JsonView;
      import dev.stationkeeper.spi.*;
      import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
      @OcppHandlerInfo(id = "counter", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
      public final class Counter implements OcppHandler {
        public StationHandler open(StationContext station, Optional<Snapshot> restored) {
          return new StationHandler() {
            int seen = restored.map(s -> Integer.parseInt(s.text())).orElse(0);
            public Answer onRequest(Request request) {
              if (!request.action().name().equals("DataTransfer")) {
                return Answer.pass();
              }
              station.checkpoint(Snapshot.of(1, "" + ++seen));
              String data = request.payload().string("data").orElse("");
              if (data.equals("unfit")) {
                throw new NoClassDefFoundError("com/acme/Missing");
              }
              if (data.equals("crash")) {
                throw new IllegalStateException("told to");
              }
              return Answer.reply(JsonView.object()
                  .put("status", "Accepted")
                  .put("data", switch (data) {
                    case "state" -> station.state().text();
                    case "model" -> station.deviceModel().text();
                    case "version" -> "1 " + seen;
                    default -> "" + seen;
                  })
                  .build());
            }
          };
        }
      }
""";

  @TempDir Path root;

  @Test
  void aCheckpointOutlivesACrashAndARestart() throws IOException {
    NodeSettings settings = settings();
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      StationClient station = connected(node);
      assertEquals("1", say(station, ""));
      assertEquals(4, station.call("DataTransfer", transfer("crash")).get(0).intValue());
      assertEquals("3", say(station, ""), "the object after the crash goes on from its checkpoint");
    }
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      assertEquals("4", say(connected(node), ""), "and so does the one after the restart");
    }
  }

  @Test
  void aCheckpointOutlivesASwapAndTheRestartBehindIt() throws Exception {
    NodeSettings settings = settings();
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      StationClient station = connected(node);
      assertEquals("1 1", say(station, "version"));
      counter(SOURCE.replace("\"1 \"", "\"2 \""));
      assertEquals(
          Optional.empty(),
          node.changes()
              .swap(COUNTER, "counter.jar", "test")
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS));
      assertEquals("2 2", say(station, "version"), "the new load goes on where the old one was");
    }
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      assertEquals("2 3", say(connected(node), "version"));
    }
  }

  @Test
  void aHandlerSeesItsStationsDeviceModel() throws IOException {
    try (StationkeeperNode node = StationkeeperNode.start(settings())) {
      StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp2.0.1");
      station.result(
          "BootNotification",
          "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Acme\",\"model\":\"One\"}}");
      assertEquals("{}", say(station, "model"));
      station.result(
          "NotifyReport",
          "{\"requestId\":1,\"generatedAt\":\"2026-11-22T10:00:00Z\",\"seqNo\":0,\"reportData\":"
              + "[{\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":2}},"
              + "\"variable\":{\"name\":\"Power\"},"
              + "\"variableAttribute\":[{\"value\":\"7400\",\"mutability\":\"ReadOnly\"}]}]}");
      AtomicReference<JsonView> model = new AtomicReference<>(JsonView.EMPTY);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                model.set(JsonView.parse(say(station, "model")));
                return !model.get().isEmpty();
              });
      assertEquals(Optional.of(true), model.get().bool("complete"));
      JsonView power = model.get().objects("variables").getFirst();
      assertEquals(Optional.of("EVSE"), power.string("component"));
      assertEquals(2, power.number("evse").orElseThrow());
      assertEquals(Optional.of("Power"), power.string("variable"));
      assertEquals(Optional.of("Actual"), power.string("attribute"));
      assertEquals(Optional.of("7400"), power.string("value"));
    }
  }

  @Test
  void aQuarantineRaisesAnAlarmThatAResumeClears() throws IOException {
    try (StationkeeperNode node = StationkeeperNode.start(settings())) {
      StationClient station = connected(node);
      station.call("DataTransfer", transfer("unfit"));
      String alarm = "quarantine:counter:CS-1";
      awaitAlarm(node, alarm, true);
      assertEquals(
          "UnknownVendorId", station.result("DataTransfer", transfer("")).path("status").asText());
      node.handlers().resume(COUNTER);
      awaitAlarm(node, alarm, false);
      assertEquals("2", say(station, ""));
    }
  }

  @Test
  void aCanaryThatIsQuarantinedIsTakenBackAndOnRecord() throws Exception {
    try (StationkeeperNode node = StationkeeperNode.start(settings())) {
      StationClient station = connected(node);
      assertEquals("1 1", say(station, "version"));
      Path candidate = root.resolve("plugins/counter-2.jar");
      new PluginJar()
          .source("Counter", SOURCE.replace("data.equals(\"unfit\")", "true"))
          .services("com.acme.Counter")
          .writeTo(candidate);
      assertEquals(
          Optional.empty(),
          node.changes()
              .canary(COUNTER, "counter-2.jar", 99, "test")
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS));
      assertEquals(4, station.call("DataTransfer", transfer("")).get(0).intValue());
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> node.counters().values().getOrDefault("handler_canary_aborted", 0L).equals(1L));
      awaitAlarm(node, "quarantine:counter:CS-1", false);
      assertEquals("1 3", say(station, "version"), "the old load, with what the canary kept");
      assertTrue(node.handlers().handlers().stream().allMatch(h -> h.canary().isEmpty()));
    }
  }

  private static void awaitAlarm(StationkeeperNode node, String id, boolean open) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> node.views().alarms().find(id).map(AlarmRow::open).equals(Optional.of(open)));
  }

  @Test
  void aHandlerSeesItsStationsState() throws IOException {
    try (StationkeeperNode node = StationkeeperNode.start(settings())) {
      StationClient station = connected(node);
      station.result(
          "StatusNotification",
          "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}");
      JsonView state = JsonView.parse(say(station, "state"));
      assertEquals(Optional.of(true), state.bool("connected"));
      assertEquals(Optional.of("1.6"), state.string("version"));
      assertEquals(Optional.of("Accepted"), state.string("registration"));
      assertEquals(Optional.of("Acme"), state.string("vendor"));
      assertEquals(
          Optional.of("Available"), state.objects("connectors").getFirst().string("status"));
    }
  }

  @Test
  void whatIsOnDiskIsFoundWithoutAnOrderlyEnd() throws IOException {
    NodeSettings settings = settings();
    NodeCounters counters = new NodeCounters();
    try (SegmentedLog log = SegmentedLog.open(settings.log())) {
      SystemLog systemLog = new SystemLog(log, Clock.systemUTC());
      try (HandlerStates killed = new HandlerStates(systemLog, log, counters, index())) {
        killed.keep(STATION, COUNTER, Snapshot.of(1, "old"));
        killed.keep(STATION, COUNTER, Snapshot.of(2, "new"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> log.position() > 0);
        HandlerStates next = new HandlerStates(systemLog, log, counters, index());
        next.recover();
        assertEquals(Optional.of(Snapshot.of(2, "new")), next.find(STATION, COUNTER));
        assertEquals(1, log.position(), "of two in short order the newest is written");
        assertTrue(next.find(new StationId("CS-2"), COUNTER).isEmpty());
      }
    }
  }

  @Test
  void aStartReadsTheIndexAndWithoutItTheLog() throws IOException {
    NodeCounters counters = new NodeCounters();
    try (SegmentedLog log = SegmentedLog.open(settings().log())) {
      SystemLog systemLog = new SystemLog(log, Clock.systemUTC());
      try (HandlerStates first = new HandlerStates(systemLog, log, counters, index())) {
        first.keep(STATION, COUNTER, Snapshot.of(1, "kept"));
      }
      assertEquals(Optional.of(Snapshot.of(1, "kept")), found(systemLog, log));
      HandlerStateIndex written = new HandlerStateIndex(index());
      assertEquals(1, written.read().positions().size());

      written.write(new HandlerStateIndex.Places(log.position(), Map.of()));
      assertEquals(Optional.empty(), found(systemLog, log), "what is before it is not read");

      Files.writeString(index(), Files.readString(index()).replace('1', '2'));
      assertEquals(Optional.of(Snapshot.of(1, "kept")), found(systemLog, log), "damaged");
      Files.delete(index());
      assertEquals(Optional.of(Snapshot.of(1, "kept")), found(systemLog, log), "none");
    }
  }

  private Optional<Snapshot> found(SystemLog systemLog, SegmentedLog log) {
    HandlerStates states = new HandlerStates(systemLog, log, new NodeCounters(), index());
    states.recover();
    return states.find(STATION, COUNTER);
  }

  private Path index() {
    return root.resolve("handler-states.idx");
  }

  @Test
  void whatWaitsForTheDiskHasABound() throws IOException {
    NodeCounters counters = new NodeCounters();
    try (SegmentedLog log = SegmentedLog.open(settings().log());
        HandlerStates states =
            new HandlerStates(new SystemLog(log, Clock.systemUTC()), log, counters, index())) {
      Snapshot large = Snapshot.of(1, new byte[Snapshot.MAX_BYTES]);
      int fit = (32 << 20) / Snapshot.MAX_BYTES;
      synchronized (states) { // what is written meanwhile waits too
        for (int i = 0; i <= fit; i++) {
          states.keep(new StationId("CS-" + i), COUNTER, large);
        }
      }
      assertEquals(1L, counters.values().get("handler_state_refused"));
    }
  }

  private NodeSettings settings() throws IOException {
    return NodeSettings.in(root.resolve("data"), "127.0.0.1", 0).withPlugins(counter(SOURCE));
  }

  private Path counter(String source) throws IOException {
    Path plugins = root.resolve("plugins");
    new PluginJar()
        .source("Counter", source)
        .services("com.acme.Counter")
        .writeTo(plugins.resolve("counter.jar"));
    return plugins;
  }

  private static StationClient connected(StationkeeperNode node) {
    StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp1.6");
    station.result(
        "BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}");
    return station;
  }

  private static String say(StationClient station, String data) {
    JsonNode answer = station.result("DataTransfer", transfer(data));
    return answer.path("data").asText();
  }

  private static String transfer(String data) {
    return "{\"vendorId\":\"acme\",\"data\":\"" + data + "\"}";
  }
}
