// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes what is sent to it over HTTP and keeps it byte by byte, each a character. */
final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<String> taken = new CopyOnWriteArrayList<>();

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          InputStream in = exchange.getRequestBody();
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          byte[] body = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
          taken.add(new String(body, StandardCharsets.ISO_8859_1));
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  /** Everything that was sent so far. */
  String taken() {
    return String.join("", taken);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
