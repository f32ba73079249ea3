// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.server.identity.Authentication;
import dev.stationkeeper.server.identity.InMemoryUsers;
import dev.stationkeeper.server.identity.LoginThrottle;
import dev.stationkeeper.server.identity.PasswordHash;
import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.identity.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The API on a free port with users ann (admin), otto (operator) and vera (viewer). */
public final class TestApi implements AutoCloseable {
  public static final String PASSWORD = "correct horse";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HASH = PasswordHash.of(PASSWORD, RANDOM);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final InMemoryUsers users = new InMemoryUsers();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiServer server;

  public TestApi(ApiResources resources) {
    this(resources, null);
  }

  /** The same, with answers that survive it. */
  TestApi(ApiResources resources, @org.jspecify.annotations.Nullable AnswerStore answers) {
    users.put(new User("ann", Role.ADMIN, HASH), "test");
    users.put(new User("otto", Role.OPERATOR, HASH), "test");
    users.put(new User("vera", Role.VIEWER, HASH), "test");
    ServerConfig.Http config =
        new ConfigLoader(
                Map.of("STATIONKEEPER_HTTP_PORT", "0", "STATIONKEEPER_HTTP_MAX_BODY", "4KiB"))
            .load(null, Map.of())
            .config()
            .http();
    server =
        ApiServer.start(
            "127.0.0.1",
            config,
            new Authentication(
                users, new LoginThrottle(3, Duration.ofMinutes(1), () -> Instant.EPOCH), RANDOM),
            resources.identity(users, RANDOM),
            answers,
            null);
  }

  /** The server's address. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Asks as {@code user}; an empty one sends no credentials. */
  Answer ask(String user, String method, String path, String... headers) {
    return askWith(user, PASSWORD, method, path, null, headers);
  }

  /** Sends a body as {@code user}. */
  Answer send(String user, String method, String path, String body, String... headers) {
    return askWith(user, PASSWORD, method, path, body, headers);
  }

  Answer askWith(
      String user,
      String password,
      String method,
      String path,
      @org.jspecify.annotations.Nullable String body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!user.isEmpty()) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + response.body(), e);
      }
    }

    String detail() {
      return json().path("detail").asText();
    }

    String header(String name) {
      return String.join(", ", response.headers().allValues(name));
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
