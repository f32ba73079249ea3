// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, with its console. */
final class ConsoleServer implements AutoCloseable {
  static final String PASSWORD = "correct-horse-battery";

  private final Path home;
  private final int ocppPort = freePort();
  private final int httpPort = freePort();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;

  private ConsoleServer(Path home) {
    this.home = home;
    this.process = launch();
    await("the server is ready; its output: " + home.resolve("output.log"))
        .atMost(Duration.ofSeconds(60))
        .until(this::isReady);
  }

  /** Starts with its data in {@code home}; returns when it is ready. */
  static ConsoleServer start(Path home) {
    return new ConsoleServer(home);
  }

  URI ocpp() {
    return URI.create("ws://127.0.0.1:" + ocppPort + "/ocpp");
  }

  String url(String path) {
    return "http://127.0.0.1:" + httpPort + path;
  }

  /** Asks the API as admin; a body makes it a POST. */
  String api(String path, String body) {
    byte[] pair = ("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url("/api/v1" + path)))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return send(request.build()).body();
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended at its start:\n" + output());
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url("/health/ready"))).build();
      return send(request).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process launch() {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.stationkeeper.server.cli.Main",
                    "serve",
                    "--data",
                    home.resolve("data").toString(),
                    "--plugins",
                    home.resolve("plugins").toString(),
                    "--ocpp-port",
                    Integer.toString(ocppPort),
                    "--http-port",
                    Integer.toString(httpPort)))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output.log").toFile());
    builder.environment().put("STATIONKEEPER_ADMIN_PASSWORD", PASSWORD);
    builder
        .environment()
        .put(
            "STATIONKEEPER_HANDLERS",
            "token-authorisation.acceptAll=true;logging.file=" + home.resolve("events.jsonl"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String output() {
    try {
      return Files.readString(home.resolve("output.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
