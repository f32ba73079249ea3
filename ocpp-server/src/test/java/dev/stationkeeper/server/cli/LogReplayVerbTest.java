// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.http.TestStations;
import dev.stationkeeper.server.plugin.PluginJar;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, beside a server that has the log open. */
class LogReplayVerbTest {
  private static final String SOURCE =
      """
      package com.acme;
      import dev.stationkeeper.ocpp.JsonView;
      import dev.stationkeeper.spi.*;
      import java.util.Optional;
      @OcppHandlerInfo(id = "doors", version = "2.1", spi = OcppHandlerInfo.SPI_VERSION, actions = "Authorize")
      public final class Doors implements OcppHandler {
        private String status;
        public void start(HandlerEnvironment environment) {
          status = environment.settings().getOrDefault("status", "Accepted");
        }
        public StationHandler open(StationContext station, Optional<Snapshot> restored) {
          return new StationHandler() {
            public Answer onRequest(Request request) {
              return Answer.reply(JsonView.parse("{\\"idTagInfo\\":{\\"status\\":\\"" + status + "\\"}}"));
            }
          };
        }
      }
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestStations server;
  private Path jar;

  @BeforeEach
  void fill() throws IOException {
    server = new TestStations(folder.resolve("data"));
    for (String station : new String[] {"CP-1", "CP-2"}) {
      server.connect(station, OcppVersion.V1_6);
      server.happened(
          station,
          new RegistrationDecided("Accepted", 300),
          new CallAnswered(
              "m-1",
              "Authorize",
              JsonView.parse("{\"idTag\":\"A\"}"),
              JsonView.parse("{\"idTagInfo\":{\"status\":\"Accepted\"}}"),
              null));
    }
    jar =
        new PluginJar()
            .source("Doors", SOURCE)
            .services("com.acme.Doors")
            .writeTo(folder.resolve("doors.jar"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void noDifferenceIsZero() {
    assertEquals(0, run(Map.of()), err.toString());

    assertEquals("", out.toString());
    assertTrue(
        err.toString().contains("doors 2.1: 2 CALLs asked again, 2 answered as then, 0 otherwise"),
        err.toString());
  }

  @Test
  void differencesAreATableAndFourWithTheHandlersOwnSettings() {
    assertEquals(
        4, run(blocked(), "--station", "CP-2", "--from", "2026-11-22T12:00:00Z"), err.toString());

    assertEquals(2, out.toString().lines().count(), out.toString());
    String row = out.toString().lines().toList().getLast();
    assertTrue(row.contains("CP-2") && row.contains("/idTagInfo/status"), row);
    assertTrue(row.contains("Accepted") && row.contains("Blocked"), row);
  }

  @Test
  void jsonListsAllWithWhatWasSentAndWhatWouldBe() throws IOException {
    assertEquals(4, run(blocked(), "--json"), err.toString());

    JsonNode all = new ObjectMapper().readTree(out.toString());
    assertEquals(2, all.at("/report/different").intValue());
    assertEquals("Accepted", all.at("/differences/1/sent/idTagInfo/status").textValue());
    assertEquals("Blocked", all.at("/differences/1/now/idTagInfo/status").textValue());
    assertEquals("/idTagInfo/status", all.at("/differences/1/changes/0/path").textValue());
    assertEquals("m-1", all.at("/differences/0/messageId").textValue());
  }

  @Test
  void rowsAreBoundedAndTheRestIsCounted() {
    assertEquals(4, run(blocked(), "--max-rows", "1"), err.toString());

    assertTrue(out.toString().contains("and 1 more rows"), out.toString());
  }

  @Test
  void whatIsWrongWithTheArgumentsIsNamedAndTwo() throws IOException {
    assertEquals(2, run(Map.of(), "--from", "yesterday"));
    assertEquals(2, run(Map.of(), "--max-failures", "0"));
    jar = folder.resolve("none.jar");
    assertEquals(2, run(Map.of()));
    jar = java.nio.file.Files.writeString(folder.resolve("broken.jar"), "no jar");
    assertEquals(2, run(Map.of()));
    assertTrue(err.toString().contains("broken.jar is skipped"), err.toString());
  }

  private static Map<String, String> blocked() {
    return Map.of("STATIONKEEPER_HANDLERS", "doors.status=Blocked");
  }

  private int run(Map<String, String> environment, String... arguments) {
    String[] line = new String[arguments.length + 6];
    line[0] = "log";
    line[1] = "replay";
    line[2] = "--data";
    line[3] = folder.resolve("data").toString();
    line[4] = "--handler";
    line[5] = jar.toString();
    System.arraycopy(arguments, 0, line, 6, arguments.length);
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), line);
  }
}
