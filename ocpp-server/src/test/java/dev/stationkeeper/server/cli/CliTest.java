// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.http.ApiResources;
import dev.stationkeeper.server.http.TestApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CliTest {
  private final TestApi api = new TestApi(ApiResources.none());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aListIsATableForPeopleAndJsonForPrograms() {
    assertEquals(0, run("user", "list"));
    assertEquals("NAME  ROLE", out.toString().lines().findFirst().orElseThrow());
    assertTrue(out.toString().contains("otto  operator"), out.toString());
    out.getBuffer().setLength(0);

    assertEquals(0, run("user", "list", "--json"));
    assertTrue(out.toString().strip().startsWith("{"), out.toString());
  }

  @Test
  void theListStopsAtItsLimit() {
    assertEquals(2, run("user", "list", "--limit", "0"));
  }

  @Test
  void onlyThePasswordGoesToStdoutWhenAUserIsAdded() {
    assertEquals(0, run("user", "add", "new", "--role", "viewer"));

    assertEquals(1, out.toString().lines().count(), out.toString());
    assertTrue(err.toString().contains("Added new as viewer."));
  }

  @Test
  void aWrongCommandLineIsTwo() {
    assertEquals(2, run());
    assertEquals(2, run("user"));
    assertEquals(2, run("nonsense"));
    assertEquals(2, run("user", "list", "--server", "nonsense"));
    assertEquals(2, run("user", "remove", "nobody"));
    assertEquals("", out.toString());
  }

  @Test
  void aServerThatIsNotThereIsThree() {
    String url = api.url();
    api.close();

    assertEquals(3, run("user", "list", "--server", url));
    assertTrue(err.toString().contains("stationkeeper serve"), err.toString());
  }

  @Test
  void aServerThatSaysNoIsFour() {
    assertEquals(4, run("user", "list", "--password", "wrong"));
    assertTrue(err.toString().contains("STATIONKEEPER_PASSWORD"), err.toString());
    assertEquals(4, run("user", "list", "--user", "vera"));
    assertEquals(4, run("user", "remove", "ann"));
  }

  @Test
  void theConfigurationInForceIsPrintedWithItsSources() {
    assertEquals(0, run("serve", "--print-config", "--http-port", "1234"));

    assertTrue(out.toString().lines().anyMatch(l -> l.matches("http.port +1234 +--http-port")));
    assertTrue(out.toString().lines().anyMatch(l -> l.matches("ocpp.port +9000 +default")));
  }

  @Test
  void aWrongConfigurationIsTwoAndSaysWhy() {
    assertEquals(2, run("serve", "--http-port", "x"));
    assertTrue(err.toString().contains("http.port (--http-port)"), err.toString());
    assertEquals(2, run("serve", "--bind", "0.0.0.0"));
    assertTrue(err.toString().contains("ocpp.allow-unauthenticated"), err.toString());
  }

  @Test
  void helpVersionAndCompletionArePrintedToStdout() {
    assertEquals(0, run("--help"));
    assertEquals(0, run("--version"));
    assertEquals(0, run("completion", "bash"));
    assertTrue(out.toString().contains("stationkeeper"));
    assertEquals("", err.toString());
  }

  private int run(String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("STATIONKEEPER_URL", api.url());
    environment.put("STATIONKEEPER_USER", "ann");
    environment.put("STATIONKEEPER_PASSWORD", TestApi.PASSWORD);
    environment.put("NO_COLOR", "1");
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
