// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.config.ConfigOption;
import dev.stationkeeper.server.node.StationClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** A whole server as {@code serve} starts it, in this process, with an admin. */
final class ServerFixture implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  private static final ObjectMapper JSON = new ObjectMapper();

  final RunningServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  ServerFixture(Path folder) {
    this(folder, Map.of());
  }

  ServerFixture(Path folder, Map<String, String> settings) {
    this(settings, folder);
    // Handlers start beside; until they have, the server is not ready.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ask("", "GET", "/health/ready", null).statusCode() == 200);
  }

  /** One that need not become ready. */
  static ServerFixture unready(Path folder, Map<String, String> settings) {
    return new ServerFixture(settings, folder);
  }

  private ServerFixture(Map<String, String> settings, Path folder) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("STATIONKEEPER_HTTP_PORT", "0");
    environment.put("STATIONKEEPER_OCPP_PORT", "0");
    server =
        RunningServer.start(
            new ConfigLoader(environment)
                .load(
                    null,
                    Map.of(
                        "data", new ConfigOption("--data", folder.resolve("data").toString()),
                        "plugins",
                            new ConfigOption("--plugins", folder.resolve("plugins").toString())))
                .config(),
            PASSWORD);
  }

  /** A user beside admin, with the same password. */
  void addUser(String name, String role) {
    HttpResponse<String> answer =
        ask(
            "admin",
            "POST",
            "/api/v1/users",
            "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}"
                .formatted(name, role, PASSWORD));
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(answer.body());
    }
  }

  /** A 1.6 station that is accepted and says yes to commands. */
  StationClient station(String id) {
    int port = URI.create(server.ocppUrl()).getPort();
    StationClient station = new StationClient(port, id, "ocpp1.6").answering();
    station.result("BootNotification", "{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}");
    return station;
  }

  /** Asks as {@code user}; an empty one sends no credentials. */
  HttpResponse<String> ask(
      String user, String method, String path, @org.jspecify.annotations.Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.httpUrl() + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!user.isEmpty()) {
      byte[] pair = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What admin gets. */
  JsonNode get(String path) {
    return json(ask("admin", "GET", path, null).body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** What the command line did. */
  record Ran(int code, String out, String err) {}

  /** Runs the command line against this server as admin. */
  Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = run(out, err, arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  int run(StringWriter out, StringWriter err, String... arguments) {
    Map<String, String> environment =
        Map.of(
            "STATIONKEEPER_URL",
            server.httpUrl(),
            "STATIONKEEPER_USER",
            "admin",
            "STATIONKEEPER_PASSWORD",
            PASSWORD,
            "NO_COLOR",
            "1");
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
