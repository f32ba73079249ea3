// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.http.ApiResources;
import dev.stationkeeper.server.http.TestApi;
import dev.stationkeeper.server.http.TestStations;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.event.StationEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestStations stations;
  private TestApi api;

  @BeforeEach
  void start() {
    stations = new TestStations(folder);
    api = new TestApi(ApiResources.none().operations(stations.sources()));
    stations.connect("CP 1", OcppVersion.V1_6);
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

  @Test
  void stationsAreListedAndShown() {
    stations.happened(
        "CP 1",
        new StationEvent.ConnectorStatusReported(
            null, 2, "Charging", "NoError", null, null, null, TestStations.NOON));

    assertEquals(0, run("station", "list"));
    assertTrue(out.toString().contains("2:Charging"), out.toString());
    assertEquals(0, run("station", "list", "--no-connected"));
    assertEquals(0, run("station", "show", "CP 1"));
    assertEquals(2, run("station", "show", "nobody"));
    assertTrue(err.toString().contains("nobody"), err.toString());
  }

  @ParameterizedTest
  @CsvSource({"ACCEPTED,0", "REJECTED,4", "ERROR,4", "CANCELLED,4", "TIMED_OUT,5", "EXPIRED,3"})
  void theExitCodeSaysWhatBecameOfACommand(CommandStatus status, int code) {
    stations.answerWith(status, "{\"status\":\"x\"}");

    assertEquals(code, run("command", "send", "CP 1", "ClearCache"), err.toString());
    assertTrue(out.toString().contains(status.wireName()), out.toString());
  }

  @Test
  void aCommandThatIsNotWaitedForIsDoneWhenItIsQueued() {
    assertEquals(0, run("command", "send", "CP 1", "ClearCache", "--wait", "0", "--json"));
    assertTrue(out.toString().contains("\"status\" : \"queued\""), out.toString());
    assertEquals(0, run("command", "list", "CP 1"));
    assertEquals(0, run("command", "show", "CP 1", "c1"));
    assertEquals(0, run("command", "cancel", "CP 1", "c1"));
  }

  @Test
  void aCommandThatCannotBeIsTwo() {
    assertEquals(2, run("command", "send", "CP 1", "ClearCache", "[1]"));
    assertEquals(2, run("command", "send", "CP 1", "ClearCache", "{"));
    assertEquals(2, run("command", "send", "CP 1", "NoSuch"));
    assertEquals(2, run("command", "send", "nobody", "ClearCache"));
  }

  @Test
  void tokensAreAddedListedAndRemoved() {
    assertEquals(0, run("token", "add", "TAG-1", "--note", "the boss"));
    assertEquals(0, run("token", "list"));
    assertTrue(out.toString().contains("the boss"), out.toString());
    assertEquals(0, run("token", "remove", "tag-1"));
    assertEquals(2, run("token", "remove", "tag-1"));
    assertEquals(2, run("token", "add", "TAG-2", "--status", "Perhaps"));
  }

  @Test
  void transactionsAlarmsTraceAndStateHaveTheirVerbs() {
    assertEquals(0, run("transaction", "list", "--active"));
    assertEquals(2, run("transaction", "show", "none"));
    assertEquals(0, run("alarm", "list", "--open"));
    assertEquals(0, run("station", "trace", "CP 1"));
    out.getBuffer().setLength(0);
    assertEquals(0, run("log", "state", "CP 1", "--seq", "0"));
    assertTrue(out.toString().contains("\"sequence\" : 0"), out.toString());
  }

  @Test
  void anAlarmIsAcknowledged() {
    stations
        .sources()
        .system()
        .append(new SystemEvent.AlarmRaised("a:1", "sample", "WARNING", null, "look"), "sample")
        .toCompletableFuture()
        .join();
    stations.happened("CP 1", new StationEvent.FrameRejected("behind it"));

    assertEquals(0, run("alarm", "acknowledge", "a:1"), err.toString());
    assertTrue(err.toString().contains("Acknowledged a:1"), err.toString());
    assertEquals(0, run("alarm", "acknowledge", "a:1", "--json"));
    assertTrue(out.toString().contains("\"acknowledgedBy\" : \"otto\""), out.toString());
    assertEquals(2, run("alarm", "acknowledge", "none"));
  }

  private int run(String... arguments) {
    Map<String, String> environment =
        Map.of(
            "STATIONKEEPER_URL",
            api.url(),
            "STATIONKEEPER_USER",
            "otto",
            "STATIONKEEPER_PASSWORD",
            TestApi.PASSWORD);
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
