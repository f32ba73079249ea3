// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.simulator.attack.Attack;
import dev.stationkeeper.simulator.attack.AttackOptions;
import dev.stationkeeper.simulator.attack.Attacks;
import dev.stationkeeper.simulator.attack.LoopbackCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that the test plants are found nowhere: output, log and read models on disk, API, stream
 * of events, metrics, traces, what is said of mistakes, exports.
 */
class PlantedSecretsSystemTest {
  private static final String CHOSEN = "planted station password";
  private static final String TO_BE_SET = "706c616e746564206b6579206f662031";
  private static final String IN_ADDRESS = "planted-in-an-address";
  private static final String TOO_SHORT = "planted-short";
  private static final String FOR_COLLECTOR = "planted-for-the-collector";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path home;

  /** What a subscriber to the events got, line by line. */
  private final List<String> streamed = new CopyOnWriteArrayList<>();

  @Test
  void passwordsOfStationsAndUsersAreNowhere() throws IOException {
    String made;
    try (TraceCollector collector = new TraceCollector();
        ServerProcess server = ServerProcess.start(home, settings(collector))) {
      var _ = server.api().follow(streamed::add);
      server.api().post("/stations", "{\"id\":\"CHOSEN\",\"password\":\"" + CHOSEN + "\"}");
      made = server.api().post("/stations", "{\"id\":\"MADE\"}").get("password").asText();
      assertEquals(40, made.length());
      connect(server.ocpp("CHOSEN"), "CHOSEN", CHOSEN).close();
      server.api().post("/stations", "{\"id\":\"VICTIM\",\"password\":\"" + CHOSEN + "\"}");
      Attacks.run(
          new AttackOptions(
              URI.create(server.ocppBase()),
              Attack.LOGIN_GUESSING,
              5,
              Duration.ofMillis(300),
              false));
      try (RawStation station = connect(server.ocpp("MADE"), "MADE", made)) {
        station.call("BootNotification", Sessions.BOOT_16);
        commands(server, station);
      }
      String mistakes =
          mistake(server, "/stations", "{\"id\":\"X\",\"password\":\"" + TOO_SHORT + "\"}")
              + mistake(server, "/stations", "{\"id\":\"MADE\",\"password\":\"" + CHOSEN + "\"}")
              + mistake(server, "/stations", "{\"id\":7,\"password\":[\"" + CHOSEN + "\"]}")
              + mistake(server, "/users", "{\"name\":\"\",\"password\":\"" + CHOSEN + "\"}")
              + mistake(server, "/stations/MADE/commands", firmware())
              + mistake(
                  server, "/tasks", firmware().replaceFirst("\\{", "{\"stations\":[\"MADE\"],"));
      assertNoSecret(mistakes, made, "what is said of mistakes");
      String shown =
          server.api().get("/events?limit=1000").toString()
              + server.api().get("/stations?limit=1000")
              + server.api().get("/stations/MADE/access")
              + server.api().get("/alarms")
              + server.api().get("/stations/MADE/commands")
              + server.api().get("/stations/MADE/messages")
              + server.api().get("/stations/MADE/state")
              + server.api().get("/audit")
              + server.api().get("/stations/MADE/flows")
              + server.api().get("/handlers")
              + server.api().text("/transactions.csv");
      assertTrue(shown.contains("StationPasswordSet"), "the change itself is shown");
      assertNoSecret(shown, made, "the API");
      assertFalse(shown.contains("hmac-sha256$"), "nor is a hash");
      assertNoSecret(server.api().metrics(), made, "the metrics");
      await().atMost(PATIENCE).until(() -> collector.taken().contains("ChangeConfiguration"));
      await().atMost(PATIENCE).until(() -> streamed.toString().contains("CommandEnded"));
      server.stop();
      assertNoSecret(collector.taken(), made, "the traces");
      assertTrue(streamed.toString().contains("StationPasswordSet"), "the stream has it");
      assertNoSecret(streamed.toString(), made, "the stream of events");
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

  private Map<String, String> settings(TraceCollector collector) throws IOException {
    return Map.of(
        "STATIONKEEPER_SECURITY_DEFAULT_PROFILE",
        "1",
        "STATIONKEEPER_TRACING_ENDPOINT",
        collector.endpoint(),
        "STATIONKEEPER_TRACING_AUTHORIZATION",
        "Bearer " + FOR_COLLECTOR,
        "STATIONKEEPER_FIRMWARE_AUTHORITY",
        LoopbackCertificate.in(home).certificate().toString());
  }

  /** Commands with secrets, which the station is told and everybody else is not. */
  private static void commands(ServerProcess server, RawStation station) {
    String path = "/stations/MADE/commands";
    server
        .api()
        .post(
            path,
            "{\"action\":\"ChangeConfiguration\",\"payload\":{\"key\":\"AuthorizationKey\","
                + "\"value\":\""
                + TO_BE_SET
                + "\"}}");
    server
        .api()
        .post(
            path,
            "{\"action\":\"GetDiagnostics\",\"payload\":{\"location\":\"ftp://user:"
                + IN_ADDRESS
                + "@files.example/\"}}");
    JsonNode change = station.nextCall();
    assertEquals(TO_BE_SET, change.at("/3/value").asText());
    station.answer(change, "{\"status\":\"Accepted\"}");
    JsonNode diagnostics = station.nextCall();
    assertTrue(diagnostics.at("/3/location").asText().contains(IN_ADDRESS));
    station.answer(diagnostics, "{}");
  }

  /** An update that is refused, because nobody has signed it. */
  private static String firmware() {
    return "{\"action\":\"SignedUpdateFirmware\",\"payload\":{\"requestId\":1,\"firmware\":{"
        + "\"location\":\"https://user:"
        + IN_ADDRESS
        + "@files.example/i.bin\",\"retrieveDateTime\":\"2026-11-22T12:00:00Z\","
        + "\"signingCertificate\":\"none\",\"signature\":\"AAAA\"}}}";
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

  private static RawStation connect(URI url, String station, String password) {
    String pair = Base64.getEncoder().encodeToString((station + ":" + password).getBytes(UTF_8));
    return new RawStation(url, "ocpp1.6", "Basic " + pair);
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
            TOO_SHORT,
            FOR_COLLECTOR)) {
      assertFalse(text.contains(secret), () -> "a secret is in " + where);
      String encoded =
          Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)).replaceAll("=+$", "");
      assertFalse(text.contains(encoded), () -> "an encoded secret is in " + where);
    }
  }
}
