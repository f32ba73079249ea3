// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.identity.Authentication;
import dev.stationkeeper.server.identity.InMemoryUsers;
import dev.stationkeeper.server.identity.LoginThrottle;
import dev.stationkeeper.server.identity.PasswordHash;
import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.identity.User;
import dev.stationkeeper.server.tls.ServerTls;
import dev.stationkeeper.server.tls.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API under TLS. */
class ApiTlsTest {
  @TempDir Path folder;

  @Test
  void isServedWithTheServersCertificate() throws IOException, InterruptedException {
    TestAuthority authority = new TestAuthority(folder);
    TestAuthority.Identity server = authority.server("EC", 256);
    SecureRandom random = new SecureRandom();
    InMemoryUsers users = new InMemoryUsers();
    users.put(new User("ann", Role.ADMIN, PasswordHash.of(TestApi.PASSWORD, random)), "test");
    Authentication authentication =
        new Authentication(
            users, new LoginThrottle(3, Duration.ofMinutes(1), InstantSource.system()), random);
    TlsSettings settings =
        new TlsSettings(
            List.of(server.certificate()),
            List.of(server.key()),
            "",
            List.of(),
            List.of(),
            Duration.ZERO);
    try (ServerTls tls = ServerTls.open(settings);
        ApiServer api =
            ApiServer.start(
                "127.0.0.1",
                new ConfigLoader(Map.of("STATIONKEEPER_HTTP_PORT", "0"))
                    .load(null, Map.of())
                    .config()
                    .http(),
                authentication,
                ApiResources.none().health(List.of()).with(new WhoamiResource()),
                null,
                tls.context());
        HttpClient client = HttpClient.newBuilder().sslContext(authority.client(null)).build()) {
      String base = "https://localhost:" + api.port();
      assertEquals(200, status(client, base + "/health/live"));
      assertEquals(401, status(client, base + "/api/v1/me"));
      headersAre(client, base + "/api/v1/me", "no-store");
      headersAre(client, base + "/", "");
      cookieIsForTlsOnly(client, base + "/api/v1/session");
    }
  }

  private static void headersAre(HttpClient client, String url, String cache)
      throws IOException, InterruptedException {
    HttpHeaders headers = client.send(request(url).build(), BodyHandlers.discarding()).headers();
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), url);
    assertEquals("DENY", headers.firstValue("X-Frame-Options").orElse(""), url);
    assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElse(""), url);
    assertEquals(
        "max-age=31536000", headers.firstValue("Strict-Transport-Security").orElse(""), url);
    String policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("default-src"), policy);
    assertFalse(policy.contains("unsafe-eval"), policy);
    assertTrue(headers.firstValue("Server").isEmpty(), "nobody needs to know what we run on");
    if (!cache.isEmpty()) {
      assertEquals(cache, headers.firstValue("Cache-Control").orElse(""), url);
    }
  }

  private static void cookieIsForTlsOnly(HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest login =
        request(url)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"user\":\"ann\",\"password\":\"" + TestApi.PASSWORD + "\"}"))
            .build();
    HttpResponse<Void> answer = client.send(login, BodyHandlers.discarding());
    assertEquals(201, answer.statusCode());
    String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.contains("Secure"), cookie);
    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
  }

  private static int status(HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
