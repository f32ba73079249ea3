// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, as {@code stationkeeper serve} starts it. */
final class ServerProcess implements AutoCloseable {
  static final String PASSWORD = "correct-horse-battery";

  private final Path home;
  private final Map<String, String> environment;
  private final List<String> options;
  private final int ocppPort = freePort();
  private final int httpPort = freePort();
  private Process process;

  private ServerProcess(Path home, Map<String, String> environment, List<String> options) {
    this.home = home;
    this.environment = environment;
    this.options = options;
    this.process = launch();
    awaitReady();
  }

  /** Starts with its data and its output in {@code home}; returns when it says that it is ready. */
  static ServerProcess start(Path home, Map<String, String> environment, String... options) {
    return new ServerProcess(home, environment, Arrays.asList(options));
  }

  static ServerProcess start(Path home) {
    return start(home, Map.of());
  }

  /** What stations put their id behind, without the last slash. */
  String ocppBase() {
    return "ws://127.0.0.1:" + ocppPort + "/ocpp";
  }

  URI ocpp(String encodedStationId) {
    return URI.create(ocppBase() + "/" + encodedStationId);
  }

  ApiClient api() {
    return new ApiClient(URI.create("http://127.0.0.1:" + httpPort), "admin", PASSWORD);
  }

  /** {@code kill -9}: no shutdown hook, no flush. Returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** {@code kill}: an orderly stop. Returns the exit code. */
  int stop() {
    process.destroy();
    awaitExit(Duration.ofSeconds(20));
    return process.exitValue();
  }

  /** Starts again on the same data and ports; returns when it is ready. */
  void restart() {
    process = launch();
    awaitReady();
  }

  /** Everything the process has written so far. */
  String output() {
    try {
      return Files.readString(home.resolve("output.log"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroyForcibly();
      awaitExit(Duration.ofSeconds(10));
    }
  }

  private Process launch() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                AddOns.classPathWithout(),
                "dev.stationkeeper.server.cli.Main",
                "serve",
                "--data",
                home.resolve("data").toString(),
                "--plugins",
                home.resolve("plugins").toString(),
                "--ocpp-port",
                Integer.toString(ocppPort),
                "--http-port",
                Integer.toString(httpPort)));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output.log").toFile()));
    builder.environment().put("STATIONKEEPER_ADMIN_PASSWORD", PASSWORD);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await("the server is ready; its output: " + home.resolve("output.log"))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the server ended at its start:\n" + output());
              }
              return api().isReady();
            });
  }

  private void awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the server did not end:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
