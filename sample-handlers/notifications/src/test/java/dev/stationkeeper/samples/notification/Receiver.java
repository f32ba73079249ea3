// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A real HTTP server that takes webhooks, and can be killed and started again on its port. */
final class Receiver implements AutoCloseable {
  record Request(String signature, String id, String body) {
    String member(String name) {
      return JsonParser.parseString(body).getAsJsonObject().get(name).getAsString();
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();

  /** The status by the number of requests so far, this one included. */
  volatile ToIntFunction<Integer> status = number -> 204;

  private int port;
  private @Nullable HttpServer server;

  Receiver() {
    start();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/hook?token=t";
  }

  void start() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer made = HttpServer.create(address, 0);
      made.createContext("/hook", this::take);
      made.start();
      port = made.getAddress().getPort();
      server = made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestHeaders().getFirst("Stationkeeper-Signature"),
              exchange.getRequestHeaders().getFirst("Stationkeeper-Notification"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.sendResponseHeaders(status.applyAsInt(requests.size()), -1);
    }
  }

  /** The ids, in the order in which they came, repetitions included. */
  List<String> ids() {
    return requests.stream().map(Request::id).toList();
  }

  void kill() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
