// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, on processor 0 alone, at the latest while it is measured, where
 * {@code taskset} is to be had. Its processor time and memory are the operating system's own
 * figures of that process.
 */
final class Subject implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final double TICKS_PER_SECOND = 100;
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  /** The processor that servers are measured on. */
  private static final String MEASURED = "0";

  /** So often threads may end in the middle of putting them there. */
  private static final int PINNINGS = 20;

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

  /** Starts a server on processor 0 and waits until its port is open. */
  static Subject start(SubjectKind kind, Map<String, String> settings) throws IOException {
    return start(kind, settings, MEASURED);
  }

  /** Starts a server on all processors, to be warmed up before it is put on one. */
  static Subject startToWarmUp(SubjectKind kind, Map<String, String> settings) throws IOException {
    Path online = Path.of("/sys/devices/system/cpu/online");
    String all = Files.isReadable(online) ? Files.readString(online).strip() : MEASURED;
    return start(kind, settings, all);
  }

  private static Subject start(SubjectKind kind, Map<String, String> settings, String processors)
      throws IOException {
    int port = freePort();
    Path folder = Files.createTempDirectory("benchmark-");
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(TASKSET)) {
      command.addAll(List.of(TASKSET.toString(), "-c", processors));
    }
    int httpPort = freePort();
    command.addAll(kind.command(port, httpPort, folder));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output.txt").toFile());
    // Flags that this machine gives every JVM are no server's own: huge pages, for one, swell it.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(kind.environment());
    builder.environment().putAll(settings);
    Subject subject = new Subject(kind.shown(), builder.start(), port, httpPort, folder);
    subject.awaitOpen(port);
    return subject;
  }

  /**
   * From now on all its threads run on processor 0 alone, where that can be had. A thread that ends
   * while they are gone through makes {@code taskset} give up, so that is done again, some times.
   */
  void pin() throws IOException {
    if (!Files.isExecutable(TASKSET)) {
      return;
    }
    String said = "";
    for (int tries = 0; tries < PINNINGS; tries++) {
      Process pinning =
          new ProcessBuilder(TASKSET.toString(), "-a", "-c", "-p", MEASURED, Long.toString(pid()))
              .redirectErrorStream(true)
              .start();
      said = new String(pinning.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (ended(pinning) == 0) {
        return;
      }
    }
    throw new IOException(name + " could not be put on one processor: " + said);
  }

  private static int ended(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Waits until operators are served; only ours serves them. */
  void awaitApi() throws IOException {
    awaitOpen(httpPort);
  }

  private void awaitOpen(int awaited) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket probe = new Socket()) {
        probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), awaited), 1_000);
        return;
      } catch (IOException notYet) {
        pause(50);
      }
    }
    String output = Files.readString(folder.resolve("output.txt"));
    close();
    throw new IOException(name + " did not open port " + awaited + ". It said: " + output);
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
