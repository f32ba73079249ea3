// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.simulator.attack.Attack;
import dev.stationkeeper.simulator.attack.AttackOptions;
import dev.stationkeeper.simulator.attack.Attacks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that the test plants are found nowhere: output, log and read models on disk, API, traces,
 * what is said of mistakes, exports.
 */
class PlantedSecretsSystemTest {
  private static final String CHOSEN = "planted station password";
  private static final String TO_BE_SET = "706c616e746564206b6579206f662031";
  private static final String IN_ADDRESS = "planted-in-an-address";
  private static final String TOO_SHORT = "planted-short";

  @TempDir Path home;

  @Test
  void passwordsOfStationsAndUsersAreNowhere() throws IOException {
    String made;
    try (ServerProcess server =
        ServerProcess.start(home, Map.of("STATIONKEEPER_SECURITY_DEFAULT_PROFILE", "1"))) {
      server.api().post("/stations", "{\"id\":\"CHOSEN\",\"password\":\"" + CHOSEN + "\"}");
      made = server.api().post("/stations", "{\"id\":\"MADE\"}").get("password").asText();
      assertEquals(40, made.length());
      connect(server.ocpp("CHOSEN"), "CHOSEN", CHOSEN);
      connect(server.ocpp("MADE"), "MADE", made);
      server.api().post("/stations", "{\"id\":\"VICTIM\",\"password\":\"" + CHOSEN + "\"}");
      Attacks.run(
          new AttackOptions(
              URI.create(server.ocppBase()),
              Attack.LOGIN_GUESSING,
              5,
              Duration.ofMillis(300),
              false));
      String command = "/stations/MADE/commands";
      server
          .api()
          .post(
              command,
              "{\"action\":\"ChangeConfiguration\",\"payload\":{\"key\":\"AuthorizationKey\","
                  + "\"value\":\""
                  + TO_BE_SET
                  + "\"}}");
      server
          .api()
          .post(
              command,
              "{\"action\":\"GetDiagnostics\",\"payload\":{\"location\":\"ftp://user:"
                  + IN_ADDRESS
                  + "@files.example/\"}}");
      String mistakes =
          mistake(server, "/stations", "{\"id\":\"X\",\"password\":\"" + TOO_SHORT + "\"}")
              + mistake(server, "/stations", "{\"id\":\"MADE\",\"password\":\"" + CHOSEN + "\"}")
              + mistake(server, "/stations", "{\"id\":7,\"password\":[\"" + CHOSEN + "\"]}")
              + mistake(server, "/users", "{\"name\":\"\",\"password\":\"" + CHOSEN + "\"}");
      assertNoSecret(mistakes, made, "what is said of mistakes");
      String shown =
          server.api().get("/events?limit=1000").toString()
              + server.api().get("/stations?limit=1000")
              + server.api().get("/stations/MADE/access")
              + server.api().get("/alarms")
              + server.api().get("/stations/MADE/commands")
              + server.api().get("/stations/MADE/messages")
              + server.api().get("/stations/MADE/state")
              + server.api().get("/audit");
      assertTrue(shown.contains("StationPasswordSet"), "the change itself is shown");
      assertNoSecret(shown, made, "the API");
      assertFalse(shown.contains("hmac-sha256$"), "nor is a hash");
      server.stop();
      assertNoSecret(server.output(), made, "the output");
    }
    assertNoSecret(export(), made, "an export");
    List<Path> files;
    try (Stream<Path> all = Files.walk(home)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() > 3, files::toString);
    for (Path file : files) {
      assertNoSecret(Files.readString(file, ISO_8859_1), made, file.toString());
    }
  }

  /** What the API says of a request that cannot be. */
  private static String mistake(ServerProcess server, String path, String body) {
    return assertThrows(IllegalStateException.class, () -> server.api().post(path, body))
        .toString();
  }

  private String export() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stationkeeper.server.cli.Main",
                "log",
                "export",
                "--data",
                home.resolve("data").toString())
            .redirectErrorStream(true)
            .start();
    String lines = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(lines.contains("StationPasswordSet"), lines);
    return lines;
  }

  private static void connect(URI url, String station, String password) {
    String pair = Base64.getEncoder().encodeToString((station + ":" + password).getBytes(UTF_8));
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols("ocpp1.6")
        .header("Authorization", "Basic " + pair)
        .buildAsync(url, new WebSocket.Listener() {})
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .abort();
  }

  private static void assertNoSecret(String text, String made, String where) {
    for (String secret :
        List.of(
            CHOSEN,
            made,
            ServerProcess.PASSWORD,
            "guess-guess",
            TO_BE_SET,
            IN_ADDRESS,
            TOO_SHORT)) {
      assertFalse(text.contains(secret), () -> "a secret is in " + where);
      String encoded =
          Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)).replaceAll("=+$", "");
      assertFalse(text.contains(encoded), () -> "an encoded secret is in " + where);
    }
  }
}
