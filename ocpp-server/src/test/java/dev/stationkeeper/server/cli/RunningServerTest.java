// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.config.ConfigOption;
import dev.stationkeeper.server.config.ServerConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
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
      // Handlers start beside; until they have, the server is not ready.
      Awaitility.await()
          .ignoreException(CliException.class)
          .until(
              () -> client.get(new ApiPath("/health/ready")).path("status").asText().equals("ok"));
      assertEquals("ok", client.get(new ApiPath("/health/live")).path("status").asText());
      assertTrue(client.get(ApiPath.api("handlers")).path("items").isArray());
    }
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
