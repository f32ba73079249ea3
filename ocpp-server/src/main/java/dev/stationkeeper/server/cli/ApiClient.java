// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stationkeeper.server.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Talks to a server's API; what goes wrong becomes a {@link CliException} with its exit code. */
final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI base;
  private final Credentials credentials;
  private final ObjectMapper mapper = Json.mapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  ApiClient(URI base, Credentials credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  ObjectMapper mapper() {
    return mapper;
  }

  /** Percent-encodes one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(ApiPath path) {
    return send("GET", path, null, TIMEOUT);
  }

  JsonNode post(ApiPath path, @Nullable Object body) {
    return send("POST", path, body, TIMEOUT);
  }

  /** Posts what the server may take {@code waiting} longer than usual to answer. */
  JsonNode post(ApiPath path, Object body, Duration waiting) {
    return send("POST", path, body, TIMEOUT.plus(waiting));
  }

  JsonNode patch(ApiPath path, Object body) {
    return send("PATCH", path, body, TIMEOUT);
  }

  JsonNode delete(ApiPath path) {
    return send("DELETE", path, null, TIMEOUT);
  }

  /** Hands over every line of a stream until its end or {@code lines} throws. */
  void stream(ApiPath path, Consumer<String> lines) {
    HttpRequest request = request("GET", path, null).header("Accept", "text/event-stream").build();
    try {
      HttpResponse<Stream<String>> response =
          http.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> body = response.body()) {
        if (response.statusCode() != 200) {
          throw refused(response.statusCode(), String.join("\n", body.toList()));
        }
        body.forEach(lines);
      }
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private JsonNode send(String method, ApiPath path, @Nullable Object body, Duration timeout) {
    try {
      HttpRequest request = request(method, path, body).timeout(timeout).build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw refused(response.statusCode(), response.body());
      }
      return response.body().isEmpty()
          ? MissingNode.getInstance()
          : mapper.readTree(response.body());
    } catch (HttpConnectTimeoutException | ConnectException e) {
      throw unreachable(e);
    } catch (HttpTimeoutException e) {
      throw new CliException(
          ExitCode.TIMED_OUT, base + " did not answer within " + timeout.toSeconds() + " s.");
    } catch (JsonProcessingException e) {
      throw new CliException(
          ExitCode.FAILED,
          base + " answered with something else than JSON: is it a Stationkeeper?");
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.FAILED, "Interrupted.");
    }
  }

  private HttpRequest.Builder request(String method, ApiPath path, @Nullable Object body) {
    HttpRequest.BodyPublisher publisher;
    try {
      publisher =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that is no JSON", e);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path.text())).method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!credentials.header().isEmpty()) {
      request.header("Authorization", credentials.header());
    }
    return request;
  }

  private CliException unreachable(IOException e) {
    String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    return new CliException(
        ExitCode.OFFLINE,
        "No server answers at " + base + why + ". Start one with: stationkeeper serve");
  }

  private CliException refused(int status, String body) {
    String detail;
    try {
      detail = mapper.readTree(body).path("detail").asText("The server answered " + status + ".");
    } catch (JsonProcessingException e) {
      detail = "The server answered " + status + ".";
    }
    if (status == 401) {
      detail += " Give --user and --password, or set STATIONKEEPER_PASSWORD.";
    }
    int code =
        switch (status) {
          case 400, 404, 405, 413, 422 -> ExitCode.USAGE;
          case 503 -> ExitCode.OFFLINE;
          default -> status < 500 ? ExitCode.REJECTED : ExitCode.FAILED;
        };
    return new CliException(code, detail);
  }
}
