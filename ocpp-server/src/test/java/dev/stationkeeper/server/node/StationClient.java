// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A station on a real socket, reduced to sending CALLs. */
public final class StationClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;
  private int last;
  private volatile boolean answering;

  /** Connects. */
  public StationClient(int port, String station, String subprotocol) {
    this.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols(subprotocol)
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ocpp/" + station), this)
            .join();
  }

  /** From now on it answers CALLs: Accepted, but it has no inventory to tell. */
  public StationClient answering() {
    answering = true;
    return this;
  }

  private void answer(JsonNode call) {
    String action = call.get(2).textValue();
    var _ =
        socket.sendText(
            action.startsWith("Get")
                ? "[4," + call.get(1) + ",\"NotSupported\",\"\",{}]"
                : "[3," + call.get(1) + ",{\"status\":\"Accepted\"}]",
            true);
  }

  /** The whole answering frame. */
  public JsonNode call(String action, String payload) {
    String id = "m" + ++last;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText("[2,\"" + id + "\",\"" + action + "\"," + payload + "]", true).join();
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** The payload of a CALLRESULT. */
  public JsonNode result(String action, String payload) {
    JsonNode frame = call(action, payload);
    if (frame.get(0).intValue() != 3) {
      throw new AssertionError(action + " was answered " + frame);
    }
    return frame.get(2);
  }

  /** The code of the close. */
  public int awaitClose() {
    return closed.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
    partial.append(data);
    if (end) {
      try {
        JsonNode frame = JSON.readTree(partial.toString());
        if (frame.get(0).intValue() == 2 && answering) {
          answer(frame);
        }
        CompletableFuture<JsonNode> answer = answers.remove(frame.get(1).textValue());
        if (answer != null) {
          answer.complete(frame);
        }
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    answers.values().forEach(a -> a.completeExceptionally(new IOException("closed: " + code)));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }
}
