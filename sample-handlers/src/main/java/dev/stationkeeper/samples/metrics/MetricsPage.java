// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Serves the metrics at {@code /metrics}: what was set last. Thread-safe. */
final class MetricsPage implements AutoCloseable {
  private final InetSocketAddress address;
  private volatile String text = "";
  private @Nullable HttpServer server;

  MetricsPage(InetSocketAddress address) {
    this.address = address;
  }

  /** Serves from now on; nothing happens when it does. */
  synchronized void open() throws IOException {
    if (server == null) {
      HttpServer made = HttpServer.create(address, 0);
      made.createContext("/metrics", this::answer);
      made.start();
      server = made;
    }
  }

  void set(String metrics) {
    text = metrics;
  }

  synchronized int port() {
    return server == null ? -1 : server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }
}
