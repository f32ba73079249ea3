// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, on processor 0 alone where {@code taskset} is to be had. Its
 * processor time and memory are the operating system's own figures of that process.
 */
final class Subject implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final double TICKS_PER_SECOND = 100;

  private final String name;
  private final Process process;
  private final int port;
  private final int httpPort;
  private final Path folder;

  private Subject(String name, Process process, int port, int httpPort, Path folder) {
    this.name = name;
    this.process = process;
    this.port = port;
    this.httpPort = httpPort;
    this.folder = folder;
  }

  /** Starts a server and waits until its port is open. */
  static Subject start(SubjectKind kind, Map<String, String> settings) throws IOException {
    int port = freePort();
    Path folder = Files.createTempDirectory("benchmark-");
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      command.addAll(List.of("taskset", "-c", "0"));
    }
    int httpPort = freePort();
    command.addAll(kind.command(port, httpPort, folder));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output.txt").toFile());
    builder.environment().putAll(kind.environment());
    builder.environment().putAll(settings);
    Subject subject = new Subject(kind.shown(), builder.start(), port, httpPort, folder);
    subject.awaitPort();
    return subject;
  }

  private void awaitPort() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket probe = new Socket()) {
        probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException notYet) {
        pause(50);
      }
    }
    String output = Files.readString(folder.resolve("output.txt"));
    close();
    throw new IOException(name + " did not open its port. It said: " + output);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** Where stations connect. */
  URI url() {
    return URI.create("ws://127.0.0.1:" + port + "/ocpp");
  }

  /** Where operators ask; only ours has it. */
  URI api() {
    return URI.create("http://127.0.0.1:" + httpPort + "/api/v1");
  }

  /** Processor time of all threads so far, user and system. */
  Duration cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    return Duration.ofNanos((long) (ticks / TICKS_PER_SECOND * 1e9));
  }

  /** Resident memory in bytes. */
  long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("No VmRSS of process " + pid());
  }

  /** Bytes of the Java heap that are in use after a full collection; -1 when it is no Java. */
  long heap() throws IOException {
    return JavaHeap.used(pid());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }
}
