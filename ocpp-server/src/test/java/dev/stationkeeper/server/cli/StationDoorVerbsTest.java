// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.http.ApiResources;
import dev.stationkeeper.server.http.TestApi;
import dev.stationkeeper.server.http.TestStations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for stations' passwords and profiles: what they print and how they leave. */
class StationDoorVerbsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestStations stations;
  private TestApi api;

  @BeforeEach
  void start() {
    stations = new TestStations(folder);
    api = new TestApi(ApiResources.none().operations(stations.sources()));
    stations.connect("CS-1", OcppVersion.V1_6);
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

  private int run(String user, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Map<String, String> environment =
        Map.of(
            "STATIONKEEPER_URL",
            api.url(),
            "STATIONKEEPER_USER",
            user,
            "STATIONKEEPER_PASSWORD",
            TestApi.PASSWORD);
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void thePasswordAndNothingElseGoesToStdout() {
    assertEquals(0, run("otto", "station", "add", "CS-2", "--profile", "1"));
    assertTrue(out.toString().strip().matches("[0-9a-f]{40}"), out.toString());
    String first = out.toString();
    assertEquals(0, run("otto", "station", "password", "CS-2"));
    assertTrue(out.toString().strip().matches("[0-9a-f]{40}"), out.toString());
    assertFalse(out.toString().equals(first));
  }

  @Test
  void stationsAreFoundSortedAndForgotten() {
    assertEquals(0, run("otto", "station", "add", "CS-8", "--label", "yard"));
    assertEquals(0, run("otto", "station", "add", "CS-9", "--label", "allee"));
    assertEquals(0, run("otto", "station", "list", "--search", "ALLEE"));
    assertTrue(out.toString().contains("CS-9") && !out.toString().contains("CS-8"), out.toString());
    assertEquals(0, run("otto", "station", "list", "--sort=-label"));
    assertTrue(out.toString().indexOf("CS-8") < out.toString().indexOf("CS-9"), out.toString());
    assertEquals(2, run("otto", "station", "list", "--sort", "colour"));
    assertTrue(err.toString().contains("not sorted by colour"), err.toString());
    assertEquals(0, run("otto", "station", "remove", "CS-9"));
    assertEquals(0, run("otto", "station", "list"));
    assertFalse(out.toString().contains("CS-9"), out.toString());
    assertEquals(4, run("otto", "station", "remove", "CS-1"), "it is connected");
  }

  @Test
  void aPasswordThatIsGivenIsNotPrinted() {
    assertEquals(
        0,
        run("otto", "station", "change", "CS-1", "--station-password", "a password of somebody"));
    assertFalse((out.toString() + err).contains("a password of somebody"));
  }

  @Test
  void whatIsWrongIsTwoAndNamesIt() {
    assertEquals(2, run("otto", "station", "add", "CS-2", "--profile", "7"));
    assertTrue(err.toString().contains("not 7"), err.toString());
    assertEquals(2, run("otto", "station", "change", "CS-1", "--station-password", "short"));
    assertTrue(err.toString().contains("16 to 40"), err.toString());
    assertEquals(2, run("otto", "station", "password", "nobody"));
    assertTrue(err.toString().contains("nobody"), err.toString());
    assertEquals(2, run("otto", "station", "change", "nobody", "--profile", "1"));
    assertEquals(2, run("otto", "command", "send", "CS-1", "ClearCache", "--carry-through"));
  }

  @Test
  void aViewerIsToldNo() {
    assertEquals(4, run("vera", "station", "password", "CS-1"));
    assertEquals(4, run("vera", "station", "add", "CS-2"));
    assertEquals(4, run("vera", "station", "change", "CS-1", "--profile", "0"));
    assertEquals(4, run("vera", "station", "approve", "CS-1"));
    assertEquals("", out.toString());
  }
}
