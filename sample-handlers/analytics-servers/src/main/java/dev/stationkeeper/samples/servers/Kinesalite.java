// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kinesalite, a server that speaks the protocol of Amazon Kinesis and checks its limits, in a
 * process of its own. It needs Node.js and npm, and its package from npm's registry once. Streams
 * are in memory. For one thread.
 */
public final class Kinesalite implements AutoCloseable {
  private static final String VERSION = "3.3.3";
  private static final Duration INSTALL = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofSeconds(30);
  private static final Pattern PORT = Pattern.compile("port (\\d+) ready");

  private static final String SCRIPT =
      """
      const server = require('kinesalite')({createStreamMs: 5, shardLimit: 1000});
      server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port + ' ready'));
      """;

  private final ServerChild child;
  private final int port;

  private Kinesalite(ServerChild child, int port) {
    this.child = child;
    this.port = port;
  }

  /**
   * Starts one, its package in {@code folder}, where it is installed when it is not there yet.
   *
   * @throws IOException when it cannot be had; with what npm or node said
   */
  public static Kinesalite start(Path folder) throws IOException {
    Path home = Files.createDirectories(folder).toAbsolutePath();
    if (!Files.exists(home.resolve("node_modules/kinesalite"))) {
      ServerChild.run(
          home.resolve("npm.log"),
          INSTALL,
          List.of(
              "npm",
              "install",
              "--prefix",
              home.toString(),
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "--no-package-lock",
              "kinesalite@" + VERSION));
    }
    Path script = home.resolve("server.js");
    Files.writeString(script, SCRIPT, UTF_8);
    Path output = home.resolve("server.log");
    ServerChild child =
        ServerChild.start(output, " ready", START, List.of("node", script.toString()));
    Matcher port = PORT.matcher(Files.readString(output, UTF_8));
    if (!port.find()) {
      child.close();
      throw new IOException("Kinesalite names no port: " + Files.readString(output, UTF_8));
    }
    return new Kinesalite(child, Integer.parseInt(port.group(1)));
  }

  /** Where it is. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
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
}
