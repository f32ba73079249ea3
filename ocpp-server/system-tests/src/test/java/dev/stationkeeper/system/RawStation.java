// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A station made of the JDK's WebSocket client and JSON text only: it shares no code with the
 * server, so that both cannot be wrong in the same way.
 */
final class RawStation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Set<String> INVENTORY = Set.of("GetConfiguration", "GetBaseReport");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final WebSocket socket;
  private final Map<String, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final String idPrefix = Long.toHexString(System.nanoTime());

  RawStation(URI uri, String subprotocol) {
    this(uri, subprotocol, null);
  }

  /** With {@code authorization} as the header of that name; null for none. */
  RawStation(URI uri, String subprotocol, @Nullable String authorization) {
    WebSocket.Builder builder =
        HTTP.newWebSocketBuilder().subprotocols(subprotocol).connectTimeout(Duration.ofSeconds(10));
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    socket = builder.buildAsync(uri, new Receiver()).join();
  }

  /** Sends a CALL and gives the payload of its CALLRESULT; a CALLERROR fails the test. */
  JsonNode call(String action, String payload) {
    JsonNode answer = await(callAsync(action, payload));
    if (answer.get(0).asInt() != 3) {
      throw new AssertionError(action + " was refused: " + answer);
    }
    return answer.get(2);
  }

  /** Sends a CALL; completes with the whole answer frame, of whatever type. */
  CompletableFuture<JsonNode> callAsync(String action, String payload) {
    String id = idPrefix + "-" + ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    sendText("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
    return answer;
  }

  /** The next CALL of the server; the inventory that it wants after the first boot is refused. */
  JsonNode nextCall() {
    try {
      JsonNode call = calls.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (call == null) {
        throw new AssertionError("no CALL within " + PATIENCE);
      }
      if (INVENTORY.contains(call.get(2).asText())) {
        sendText("[4," + call.get(1) + ",\"NotSupported\",\"\",{}]");
        return nextCall();
      }
      return call;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Answers a CALL of the server. */
  void answer(JsonNode call, String payload) {
    sendText("[3," + call.get(1) + "," + payload + "]");
  }

  void sendText(String text) {
    socket.sendText(text, true).join();
  }

  /** Completes with the close code when the connection is gone; 1006 for a lost one. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  static JsonNode await(CompletableFuture<JsonNode> answer) {
    return answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Drops the TCP connection without a close frame. */
  void drop() {
    socket.abort();
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed() && !closed.isDone()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        accept(text.toString());
        text.setLength(0);
      }
      ws.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
      closed.complete(1006);
    }

    private void accept(String frame) {
      try {
        JsonNode message = JSON.readTree(frame);
        if (message.get(0).asInt() == 2) {
          calls.add(message);
        } else {
          CompletableFuture<JsonNode> waiting = pending.remove(message.get(1).asText());
          if (waiting == null) {
            throw new AssertionError("an answer to nothing: " + frame);
          }
          waiting.complete(message);
        }
      } catch (JsonProcessingException e) {
        closed.completeExceptionally(e);
      }
    }
  }
}
