// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A station that is no part of ours: the JDK's WebSocket client. */
final class Client implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final List<String> received = new CopyOnWriteArrayList<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reading;

  private Client(boolean reading) {
    this.reading = reading;
  }

  /** A connection and who listens on it. */
  record Connected(WebSocket socket, Client client) {
    String subprotocol() {
      return socket.getSubprotocol();
    }
  }

  static Connected connect(int port, String path, String... subprotocols) {
    return connect(port, path, true, subprotocols);
  }

  /** A connection that never reads. */
  static Connected connectDeaf(int port, String path, String... subprotocols) {
    return connect(port, path, false, subprotocols);
  }

  private static Connected connect(int port, String path, boolean reading, String... subprotocols) {
    Client client = new Client(reading);
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (subprotocols.length > 0) {
      String[] rest = Arrays.copyOfRange(subprotocols, 1, subprotocols.length);
      builder.subprotocols(subprotocols[0], rest);
    }
    WebSocket socket =
        builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), client).join();
    return new Connected(socket, client);
  }

  /** The status of a handshake that is expected to be refused. */
  static int refusal(int port, String path, String... subprotocols) {
    try {
      Connected connected = connect(port, path, subprotocols);
      connected.socket().abort();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  @Override
  public void onOpen(WebSocket socket) {
    if (reading) {
      socket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.complete(1006);
  }
}
