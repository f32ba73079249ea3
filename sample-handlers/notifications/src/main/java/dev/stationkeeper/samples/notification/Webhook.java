// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One POST for each notification. What is answered 2xx was taken. */
final class Webhook implements Channel {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What lies with this one notification; everything else may be otherwise in a minute. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 410, 413, 415, 422);

  private final URI url;
  private final Signature signature;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Webhook(URI url, Signature signature) {
    this.url = url;
    this.signature = signature;
  }

  static Webhook of(Map<String, String> settings) {
    URI url = URI.create(NotifierSettings.required(settings, "url"));
    String host = String.valueOf(url.getHost());
    boolean plain = "http".equals(url.getScheme());
    if (!plain && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url begins with https:// (or http://)");
    }
    if (plain
        && !LOOPBACK.contains(host)
        && !NotifierSettings.flag(settings, "allowPlainHttp", false)) {
      throw new IllegalArgumentException(
          "url is without TLS and not on this machine; allowPlainHttp: true allows it");
    }
    return new Webhook(url, new Signature(NotifierSettings.required(settings, "secret")));
  }

  /** Without path and query: they may hold a secret. */
  @Override
  public String name() {
    return "webhook " + url.getScheme() + "://" + url.getRawAuthority();
  }

  @Override
  public void send(Notification notification)
      throws IOException, RefusedException, InterruptedException {
    String body = notification.json();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Stationkeeper")
            .header("Stationkeeper-Notification", notification.id())
            .header(Signature.HEADER, signature.of(body, Instant.now()))
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
    int status = answer.statusCode();
    if (REFUSALS.contains(status)) {
      throw new RefusedException("HTTP " + status);
    }
    if (status / 100 != 2) {
      throw new IOException("HTTP " + status);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
