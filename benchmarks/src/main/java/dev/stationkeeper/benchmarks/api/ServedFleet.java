// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A server in a process of its own, and who asks it with an API token. */
final class ServedFleet implements AutoCloseable {
  private static final String PASSWORD = "of-a-benchmark-only";
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path output;
  private final URI url;
  private String authorization = "";

  private ServedFleet(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.url = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * What came.
   *
   * @param items of the list, or members of the object when it is none
   * @param next the cursor; empty when there is none
   */
  record Answer(int items, int bytes, String next) {}

  /** Starts a server on the data in {@code folder}; returns when it is ready. */
  static ServedFleet start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx2g",
                    "-cp",
                    withoutHandlers(),
                    "dev.stationkeeper.server.cli.Main",
                    "serve",
                    "--data",
                    folder.resolve("data").toString(),
                    "--plugins",
                    folder.resolve("plugins").toString(),
                    "--ocpp-port",
                    "0",
                    "--http-port",
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("STATIONKEEPER_ADMIN_PASSWORD", PASSWORD);
    ServedFleet served = new ServedFleet(builder.start(), output, port);
    try {
      served.awaitReady();
      served.authorize();
      return served;
    } catch (IOException | InterruptedException | RuntimeException e) {
      served.close();
      throw e;
    }
  }

  /** The samples would read the whole log beside what is measured. */
  private static String withoutHandlers() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("sample-") && !entry.contains("analytics"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns when every read model shows the whole log. */
  void awaitReadModels() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      boolean all = true;
      for (JsonNode model : JSON.readTree(ask("/api/v1/read-models").body()).get("items")) {
        all &= model.get("lag").asLong() == 0;
      }
      if (all) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("the read models have not caught up after " + PATIENCE);
  }

  /** Asks the API; {@code path} begins behind its prefix. */
  Answer get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask("/api/v1" + path);
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    JsonNode body = JSON.readTree(answer.body());
    JsonNode items = body.path("items");
    return new Answer(
        items.isArray() ? items.size() : body.size(),
        answer.body().length,
        body.path("next").asText(""));
  }

  private HttpResponse<byte[]> ask(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofMinutes(1));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        int status = ask("/health/live").statusCode();
        if (status == 200) {
          return;
        }
      } catch (IOException notYet) {
        // the port is not open yet
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException("the server did not come up; it said: " + Files.readString(output));
  }

  /** A password is dear to check, each time; operators' programs use a token. */
  private void authorize() throws IOException, InterruptedException {
    byte[] pair = ("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/api/v1/api-tokens"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"bench\",\"role\":\"admin\"}"))
            .build();
    HttpResponse<String> made = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (made.statusCode() != 201) {
      throw new IOException("no API token: " + made.body());
    }
    authorization = "Bearer " + JSON.readTree(made.body()).get("secret").asText();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
