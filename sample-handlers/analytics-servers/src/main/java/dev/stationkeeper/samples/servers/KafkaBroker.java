// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A broker of Apache Kafka in a process of its own (KRaft, one node), from the class path of this
 * process. Topics are made at their first use, with three partitions. For one thread.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final int port = freePort();
  private ServerChild child;

  private KafkaBroker(Path folder) throws IOException {
    this.folder = folder;
    Path settings = settings(freePort());
    ServerChild.run(
        folder.resolve("format.log"),
        START,
        ServerChild.java(
            "-Xmx128m",
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "AAAAAAAAQACAAAAAAAAAAA",
            "-c",
            settings.toString()));
    this.child = launch();
  }

  /** Starts one that keeps everything in {@code folder}; returns when it serves. */
  public static KafkaBroker start(Path folder) throws IOException {
    return new KafkaBroker(Files.createDirectories(folder));
  }

  /** {@code host:port} for clients. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** {@code kill -9}. */
  public void kill() {
    child.close();
  }

  /** Starts it again, with what it had; returns when it serves. */
  public void restart() throws IOException {
    child = launch();
  }

  private ServerChild launch() throws IOException {
    return ServerChild.start(
        folder.resolve("broker.log"),
        "Kafka Server started",
        START,
        ServerChild.java(
            "-Xmx384m", "kafka.Kafka", folder.resolve("server.properties").toString()));
  }

  private Path settings(int controller) throws IOException {
    return Files.write(
        folder.resolve("server.properties"),
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "controller.listener.names=CONTROLLER",
            "log.dirs=" + folder.resolve("data"),
            "num.partitions=3",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "share.coordinator.state.topic.replication.factor=1",
            "share.coordinator.state.topic.min.isr=1",
            "group.initial.rebalance.delay.ms=0"));
  }

  /** Stops the process where it is: clients wait for answers that do not come. */
  public void pause() throws IOException {
    child.pause();
  }

  /** Lets it go on. */
  public void resume() throws IOException {
    child.resume();
  }

  @Override
  public void close() {
    child.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("No free port", e);
    }
  }
}
