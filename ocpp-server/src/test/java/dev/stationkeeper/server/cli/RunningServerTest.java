// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.config.ConfigOption;
import dev.stationkeeper.server.config.ServerConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
  @TempDir Path folder;

  @Test
  void theFirstStartMakesAPasswordOnceAndItWorksAfterARestart() {
    String password;
    try (RunningServer server = RunningServer.start(config(), null)) {
      password = server.firstPassword().orElseThrow();
      assertEquals("admin", whoami(server, password));
    }

    try (RunningServer server = RunningServer.start(config(), null)) {
      assertTrue(server.firstPassword().isEmpty());
      assertEquals("admin", whoami(server, password));
    }
  }

  @Test
  void theGivenPasswordIsTakenAndNothingIsPrinted() {
    try (RunningServer server = RunningServer.start(config(), "given by somebody")) {
      assertTrue(server.firstPassword().isEmpty());
      assertEquals("admin", whoami(server, "given by somebody"));
    }
  }

  @Test
  void aServerThatRunsIsReadyAndListsItsHandlers() {
    try (RunningServer server = RunningServer.start(config(), "given by somebody");
        ApiClient client = client(server, "given by somebody")) {
      assertEquals("ok", client.get(new ApiPath("/health/ready")).path("status").asText());
      assertTrue(client.get(ApiPath.api("handlers")).path("items").isArray());
    }
  }

  @Test
  void theLogIsErasedAndArchivedWhileTheServerRuns() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (RunningServer server = RunningServer.start(config(), "given by somebody")) {
      String[] there = {
        "--server", server.httpUrl(), "--user", "admin", "--password", "given by somebody"
      };
      assertEquals(0, run(out, err, there, "token", "add", "DRIVER-7"), err.toString());

      assertEquals(
          0, run(out, err, there, "log", "erase-online", "--token", "driver-7"), err.toString());
      assertTrue(err.toString().contains("1 tokens have a pseudonym in 1 places"), err.toString());
      Path archive = folder.resolve("archive");
      assertEquals(
          0,
          run(out, err, there, "log", "archive-online", archive.toString(), "--keep", "1"),
          err.toString());
      assertTrue(err.toString().contains("segments moved to " + archive), err.toString());
      assertEquals(2, run(out, err, there, "log", "erase-online"), "whose?");
      assertEquals(
          1, run(out, err, there, "log", "archive-online", folder.resolve("other").toString()));
      assertTrue(err.toString().contains("the archive of this log is in"), err.toString());
    }
  }

  private static int run(StringWriter out, StringWriter err, String[] there, String... arguments) {
    String[] line =
        Stream.concat(Arrays.stream(arguments), Arrays.stream(there)).toArray(String[]::new);
    return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), line);
  }

  @Test
  void aSecondServerOnTheSameDataIsRefusedAndLeavesTheFirstAlone() {
    try (RunningServer server = RunningServer.start(config(), "given by somebody")) {
      assertThrows(CliException.class, () -> RunningServer.start(config(), null));
      assertEquals("admin", whoami(server, "given by somebody"));
    }
  }

  @Test
  void noPasswordIsKeptInTheDataInClear() throws Exception {
    try (RunningServer server = RunningServer.start(config(), "given by somebody")) {
      assertEquals("admin", whoami(server, "given by somebody"));
    }

    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(!bytes.contains("given by somebody"), file.toString());
      }
    }
  }

  private ServerConfig config() {
    return new ConfigLoader(Map.of("STATIONKEEPER_HTTP_PORT", "0", "STATIONKEEPER_OCPP_PORT", "0"))
        .load(null, Map.of("data", new ConfigOption("--data", folder.toString())))
        .config();
  }

  private static String whoami(RunningServer server, String password) {
    try (ApiClient client = client(server, password)) {
      return client.get(ApiPath.api("me")).path("name").asText();
    }
  }

  private static ApiClient client(RunningServer server, String password) {
    return new ApiClient(URI.create(server.httpUrl()), Credentials.basic("admin", password));
  }
}
