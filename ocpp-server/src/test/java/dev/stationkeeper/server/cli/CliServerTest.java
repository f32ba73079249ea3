// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.cli.ServerFixture.Ran;
import dev.stationkeeper.server.node.StationClient;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line against a server with a station, as people use both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CliServerTest {
  @TempDir static Path folder;
  private ServerFixture fixture;
  private StationClient station;

  @BeforeAll
  void start() {
    fixture = new ServerFixture(folder);
    station = fixture.station("CP1");
    station.result("StatusNotification", status("Available"));
    assertEquals(0, fixture.run("token", "add", "TAG1").code());
    station.result(
        "StartTransaction",
        "{\"connectorId\":1,\"idTag\":\"TAG1\",\"meterStart\":5,"
            + "\"timestamp\":\"2026-11-22T12:00:00Z\"}");
    // What was told is shown when the read models have it.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> fixture.run("transaction", "list").out().contains("TAG1"));
  }

  private static String status(String status) {
    return "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"" + status + "\"}";
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  /** The verbs of the outside contract. */
  @Test
  void everyVerbOfTheContractIsThere() {
    CommandLine line = new CommandLine(new Main(Map.of()));
    Set<String> verbs = new TreeSet<>(line.getSubcommands().keySet());

    assertTrue(
        verbs.containsAll(
            List.of(
                "serve",
                "demo",
                "simulate",
                "station",
                "command",
                "transaction",
                "handler",
                "log",
                "token",
                "user",
                "completion")),
        verbs.toString());
    Set<String> logs = requireNonNull(line.getSubcommands().get("log")).getSubcommands().keySet();
    assertTrue(logs.containsAll(List.of("export", "import", "verify", "state")), logs.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "station list",
        "transaction list",
        "command list CP1",
        "handler list",
        "token list",
        "user list",
        "alarm list",
        "log models"
      })
  void aListIsATableForPeopleAndJsonForPrograms(String verb) {
    Ran table = fixture.run(verb.split(" ", -1));
    assertEquals(0, table.code(), table.err());
    String head = table.out().lines().findFirst().orElse("");
    assertTrue(head.matches("[A-Z][A-Z ]+"), verb + ": " + head);

    Ran json = fixture.run((verb + " --json").split(" ", -1));
    assertEquals(0, json.code(), json.err());
    assertTrue(ServerFixture.json(json.out()).path("items").isArray(), json.out());
  }

  @Test
  void aCommandComesBackWithTheStationsAnswer() {
    Ran sent = fixture.run("command", "send", "CP1", "ClearCache", "--wait", "20");
    assertEquals(ExitCode.OK, sent.code(), sent.err());
    assertTrue(sent.out().contains("accepted"), sent.out());

    Ran offline = fixture.run("command", "send", "NOBODY", "ClearCache", "--wait", "1");
    assertEquals(ExitCode.USAGE, offline.code(), offline.out());
  }

  @Test
  void exitCodesTellUsageOfflineAndRejectedApart() {
    assertEquals(ExitCode.USAGE, fixture.run("station", "show", "NOBODY").code());
    assertEquals(ExitCode.USAGE, fixture.run("station", "list", "--nonsense").code());
    assertEquals(
        ExitCode.OFFLINE, fixture.run("station", "list", "--server", "http://127.0.0.1:1").code());
    assertEquals(ExitCode.REJECTED, fixture.run("station", "list", "--password", "wrong").code());
  }

  @Test
  void aTraceIsFollowedAsItHappens() {
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> following =
        CompletableFuture.supplyAsync(
            () ->
                fixture.run(
                    out, new StringWriter(), "station", "trace", "CP1", "--follow", "--last", "1"),
            command -> Thread.ofVirtual().start(command));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              // The stream begins some time after the past was printed.
              station.result("StatusNotification", status("Charging"));
              station.result("StatusNotification", status("Available"));
              return out.toString().contains("ConnectorStatusReported");
            });
    assertTrue(!following.isDone(), "it goes on");
    assertTrue(out.toString().contains("Charging"), out.toString());
  }

  @Test
  void transactionsAreExported() {
    Ran export = fixture.run("transaction", "export", "--station", "CP1");

    assertEquals(0, export.code(), export.err());
    List<String> lines = export.out().lines().toList();
    assertTrue(lines.get(0).startsWith("id,transactionId,station,"), lines.get(0));
    assertEquals(2, lines.size(), export.out());
    assertTrue(lines.get(1).contains(",CP1,"), lines.get(1));
  }

  /** The script is read by a real shell, which then completes. */
  @Test
  void theShellCompletesVerbs() throws Exception {
    Ran script = fixture.run("completion", "bash");
    assertEquals(0, script.code(), script.err());
    Path file = folder.resolve("completion.sh");
    Files.writeString(file, script.out());
    Process shell =
        new ProcessBuilder(
                "bash",
                "-c",
                "source "
                    + file
                    + "; COMP_WORDS=(stationkeeper station tr); COMP_CWORD=2;"
                    + " COMP_LINE='stationkeeper station tr'; _complete_stationkeeper; echo"
                    + " \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, shell.waitFor(), output);
    assertTrue(output.contains("trace"), output);
    assertTrue(fixture.run("completion", "zsh").out().startsWith("autoload"), "zsh");
    assertEquals(ExitCode.USAGE, fixture.run("completion", "fish").code());
  }
}
