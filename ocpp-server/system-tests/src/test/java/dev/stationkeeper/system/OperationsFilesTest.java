// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard and the alert rules of docs/operations against what a started server exports after
 * it had traffic, a command and a crash of a handler.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsFilesTest {
  private static final Path FOLDER = folder();
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? .*$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  /** What Prometheus makes itself. */
  private static final Set<String> OWN = Set.of("up");

  @TempDir static Path home;
  private ServerProcess server;
  private String scraped = "";

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("docs").resolve("operations");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    throw new IllegalStateException("docs/operations is not above " + Path.of("").toAbsolutePath());
  }

  @BeforeAll
  void aServerHasTraffic() {
    server = ServerProcess.start(home);
    server.api().addToken("DRIVER1");
    try (RawStation station = new RawStation(server.ocpp("M1"), "ocpp1.6")) {
      station.call("BootNotification", "{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}");
      station.call("Authorize", "{\"idTag\":\"DRIVER1\"}");
      RawStation.await(station.callAsync("Authorize", "{\"idTag\":\"CRASH\"}"));
      RawStation.await(station.callAsync("MadeUpByAStation", "{}"));
      CompletableFuture<JsonNode> sent =
          CompletableFuture.supplyAsync(
              () ->
                  server
                      .api()
                      .post(
                          "/stations/M1/commands",
                          "{\"action\":\"ClearCache\",\"payload\":{},\"waitSeconds\":20}"));
      JsonNode call = station.nextCall();
      station.sendText("[3," + call.get(1) + ",{\"status\":\"Accepted\"}]");
      assertEquals("accepted", RawStation.await(sent).path("status").asText());
      Awaitility.await()
          .until(
              () -> {
                scraped = server.api().metrics();
                return scraped.contains("stationkeeper_commands_total{status=\"accepted\"} 1.0");
              });
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void everyMetricOfTheAlertsIsExported() throws IOException {
    JsonNode rules = new ObjectMapper(new YAMLFactory()).readTree(read("alerts.yml"));
    List<String> expressions = new ArrayList<>();
    rules.findValues("expr").forEach(expr -> expressions.add(expr.asText()));

    assertTrue(expressions.size() >= 20, expressions.toString());
    assertExported(expressions);
  }

  @Test
  void everyMetricOfTheDashboardIsExported() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(read("grafana-dashboard.json"));
    List<String> expressions = new ArrayList<>();
    dashboard.findValues("expr").forEach(expr -> expressions.add(expr.asText()));

    assertTrue(expressions.size() >= 30, expressions.toString());
    assertExported(expressions);
  }

  private void assertExported(List<String> expressions) {
    Set<String> exported = exported();
    for (String expression : expressions) {
      Set<String> wanted = Promql.metrics(expression);
      assertTrue(!wanted.isEmpty(), expression);
      for (String metric : wanted) {
        assertTrue(
            exported.contains(metric) || OWN.contains(metric),
            () -> metric + " is not exported, but wanted by " + expression);
      }
    }
  }

  @Test
  void everyLabelOfTheAlertsAndTheDashboardIsExportedWithItsMetric() throws IOException {
    Pattern selector = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    String both = read("alerts.yml") + new ObjectMapper().readTree(read("grafana-dashboard.json"));
    Matcher matcher = selector.matcher(both.replace("\\\"", "\""));
    int looked = 0;
    while (matcher.find()) {
      String metric = matcher.group(1);
      Matcher labels = Pattern.compile("([a-z_]+)(?:=~|!=|!~|=)\"").matcher(matcher.group(2));
      while (labels.find()) {
        String label = labels.group(1);
        if (!Set.of("instance", "job").contains(label)) {
          looked++;
          assertTrue(labelsOf(metric).contains(label), () -> metric + " has no label " + label);
        }
      }
    }
    assertTrue(looked >= 10, "only " + looked + " labels were found");
  }

  @Test
  void noLabelGrowsWithWhatStationsSend() {
    assertTrue(scraped.contains("action=\"other\""), "an action of nobody's is other");
    assertTrue(!scraped.contains("MadeUpByAStation"), "a name from outside is in the metrics");
    assertTrue(!scraped.contains("\"M1\""), "a station's id is in the metrics");
    assertTrue(!scraped.contains("DRIVER1"), "a token is in the metrics");
    // The number of series does not depend on how many stations there are.
    long before = SAMPLE.matcher(scraped).results().count();
    for (int i = 0; i < 20; i++) {
      try (RawStation station = new RawStation(server.ocpp("N" + i), "ocpp1.6")) {
        station.call(
            "BootNotification", "{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}");
        station.call("Authorize", "{\"idTag\":\"DRIVER1\"}");
        RawStation.await(station.callAsync("AnotherName" + i, "{}"));
      }
    }
    long after = SAMPLE.matcher(server.api().metrics()).results().count();
    assertTrue(after - before < 200, before + " series have become " + after);
  }

  @Test
  void whatHappenedIsCounted() {
    assertSample("stationkeeper_messages_total", 1, "action=\"BootNotification\"", "result=\"ok\"");
    assertSample("stationkeeper_messages_total", 1, "action=\"Authorize\"", "result=\"error\"");
    assertSample("stationkeeper_messages_total", 1, "action=\"ClearCache\"", "direction=\"sent\"");
    assertSample("stationkeeper_answer_seconds_count", 2, "action=\"Authorize\"");
    assertSample("stationkeeper_handler_seconds_count", 1, "handler=\"brittle\"", "exception");
    assertSample("stationkeeper_occurrences_total", 1, "what=\"handler_crashed\"");
    assertSample("stationkeeper_log_writable", 1);
    assertSample("stationkeeper_ready", 1, "check=\"disk\"");
    assertSample("stationkeeper_handler_slots", 1, "handler=\"brittle\"", "state=\"running\"");
  }

  private void assertSample(String metric, double least, String... parts) {
    Optional<String> line =
        scraped
            .lines()
            .filter(l -> l.startsWith(metric + "{") || l.startsWith(metric + " "))
            .filter(l -> Stream.of(parts).allMatch(l::contains))
            .filter(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)) >= least)
            .findFirst();
    assertTrue(line.isPresent(), () -> metric + List.of(parts) + " >= " + least + "\n" + scraped);
  }

  /** Prometheus' own tool: it comes with the Debian package {@code prometheus}. */
  @Test
  void promtoolAcceptsTheRulesAndTheirTests() throws Exception {
    Optional<Path> promtool = promtool();
    if (promtool.isEmpty()) {
      assertTrue(System.getenv("CI") == null, "promtool is missing: .ci/run fetches it");
      assumeTrue(false, "promtool is not installed; set PROMTOOL to where it is");
    }
    for (List<String> arguments :
        List.of(
            List.of("check", "rules", "alerts.yml"), List.of("test", "rules", "alerts-test.yml"))) {
      List<String> command = new ArrayList<>(List.of(promtool.orElseThrow().toString()));
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), output);
      assertTrue(output.contains("SUCCESS"), output);
    }
  }

  private static Optional<Path> promtool() {
    Map<String, String> environment = System.getenv();
    Stream<Path> named = Stream.ofNullable(environment.get("PROMTOOL")).map(Path::of);
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
            .map(folder -> Path.of(folder, "promtool"));
    return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
  }

  private Set<String> exported() {
    Set<String> names = new TreeSet<>();
    SAMPLE.matcher(scraped).results().forEach(sample -> names.add(sample.group(1)));
    return names;
  }

  private Set<String> labelsOf(String metric) {
    Set<String> labels = new TreeSet<>();
    SAMPLE
        .matcher(scraped)
        .results()
        .filter(sample -> sample.group(1).equals(metric) && sample.group(2) != null)
        .forEach(
            sample ->
                LABEL.matcher(sample.group(2)).results().forEach(l -> labels.add(l.group(1))));
    return labels;
  }

  private static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }
}
