// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that serves, and what it says. It ends with this process at the latest. */
final class ServerChild implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Process process;
  private final Thread atTheEnd;

  private ServerChild(Process process) {
    this.process = process;
    this.atTheEnd = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** The command of a main class on the class path of this process. */
  static List<String> java(String flag, String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                flag,
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Runs a command to its end. */
  static void run(Path output, Duration limit, List<String> command) throws IOException {
    Process process = begin(output, command);
    if (!waitFor(process, limit) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " failed:\n" + Files.readString(output, UTF_8));
    }
  }

  /**
   * Starts a command and waits until a line of its output has {@code sign} in it.
   *
   * @throws IOException when it ends before, or does not say so in time; with all it said
   */
  static ServerChild start(Path output, String sign, Duration limit, List<String> command)
      throws IOException {
    Files.deleteIfExists(output);
    Process process = begin(output, command);
    ServerChild child = new ServerChild(process);
    long began = System.nanoTime();
    while (!Files.readString(output, UTF_8).contains(sign)) {
      if (waitFor(process, LOOK) || System.nanoTime() - began > limit.toNanos()) {
        child.close();
        throw new IOException(command + " does not serve:\n" + Files.readString(output, UTF_8));
      }
    }
    return child;
  }

  private static Process begin(Path output, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static boolean waitFor(Process process, Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("Interrupted while a server started", e);
    }
  }

  /** Stops it where it is, sockets open, until {@link #resume}. */
  void pause() throws IOException {
    signal("-STOP");
  }

  /** Lets it go on. */
  void resume() throws IOException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException {
    Process kill =
        new ProcessBuilder("kill", name, Long.toString(process.pid())).inheritIO().start();
    if (!waitFor(kill, Duration.ofSeconds(10)) || kill.exitValue() != 0) {
      throw new IOException("kill " + name + " " + process.pid() + " failed");
    }
  }

  /** {@code kill -9}; returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
  }
}
