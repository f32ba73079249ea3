// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** The REST API as an operator's program uses it. */
final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final URI base;
  private final String authorization;

  ApiClient(URI base, String user, String password) {
    this.base = base;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  boolean isReady() {
    try {
      return send(request("/health/ready").GET().build()).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // not listening yet
    }
  }

  /** What Prometheus scrapes. */
  String metrics() {
    HttpResponse<String> response = send(request("/metrics").GET().build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("/metrics: " + response.statusCode() + response.body());
    }
    return response.body();
  }

  /** The body of a GET below {@code /api/v1} that must succeed. */
  JsonNode get(String path) {
    return body(send(request("/api/v1" + path).GET().build()));
  }

  /** The body of a POST below {@code /api/v1} that must succeed. */
  JsonNode post(String path, String json) {
    return body(
        send(
            request("/api/v1" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build()));
  }

  /** What a GET below {@code /api/v1} gives, of whatever kind; it must succeed. */
  String text(String path) {
    HttpResponse<String> response = send(request("/api/v1" + path).GET().build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
    }
    return response.body();
  }

  /** Gives each line of the stream of all events to {@code to}, until the server ends. */
  CompletableFuture<Void> follow(Consumer<String> to) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/events/stream?after=0"))
            .header("Authorization", authorization)
            .build();
    return HTTP.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(to)))
        .thenAccept(response -> {});
  }

  private record Lines(Consumer<String> to) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      to.accept(line);
    }

    @Override
    public void onError(Throwable end) {
      // The server goes down: what came before is what counts.
    }

    @Override
    public void onComplete() {}
  }

  /** Makes a token known that may charge. */
  void addToken(String idToken) {
    post("/tokens", "{\"idToken\":\"" + idToken + "\",\"status\":\"Accepted\"}");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(40))
        .header("Authorization", authorization);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode body(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          response.request().uri() + ": " + response.statusCode() + " " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
