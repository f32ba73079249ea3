// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import dev.stationkeeper.engine.Counters;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from OCSP responders and distribution points of revocation lists. An address comes from a
 * certificate or a station, so only hosts that are configured are asked, redirections are not
 * followed, and an answer has a deadline and a bound. A host that was silent is not asked again for
 * a while, for those who wait for it hold up others. Thread-safe; blocks up to the deadline.
 */
final class Responders implements AutoCloseable {
  /** Questions under way at a time; one more is not asked. */
  static final int MOST_AT_ONCE = 16;

  static final Duration LEFT_ALONE = Duration.ofSeconds(30);
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final Set<String> hosts;
  private final Duration time;
  private final InstantSource clock;
  private final Counters counters;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  /** Made at the first question: it has threads of its own. Guarded by this. */
  private @Nullable HttpClient client;

  /** Until when a host is left alone; only hosts that are configured come in here. */
  private final Map<String, Instant> silent = new ConcurrentHashMap<>();

  Responders(Set<String> hosts, Duration time, InstantSource clock, Counters counters) {
    this.hosts = Set.copyOf(hosts);
    this.time = time;
    this.clock = clock;
    this.counters = counters;
  }

  /**
   * Asks one host.
   *
   * @param question of the given media type, sent by POST; null for a GET
   * @param most bytes of the answer
   * @throws IOException saying why there is no answer
   */
  byte[] ask(String address, byte @Nullable [] question, String type, int most) throws IOException {
    URI uri = allowed(address);
    String host = nameOf(uri);
    Instant until = silent.get(host);
    if (until != null && clock.instant().isBefore(until)) {
      counters.count("revocation_host_left_alone");
      throw new IOException(host + " has not answered just now");
    }
    if (!turns.tryAcquire()) {
      counters.count("revocation_questions_full");
      throw new IOException("too many questions are under way");
    }
    try {
      byte[] answer = fetch(uri, question, type, most);
      silent.remove(host);
      return answer;
    } finally {
      turns.release();
    }
  }

  private URI allowed(String address) throws IOException {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new IOException("no address: " + e.getMessage(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || !hosts.contains(nameOf(uri))) {
      counters.count("revocation_host_not_allowed");
      throw new IOException("only hosts in tls.ocsp-hosts are asked");
    }
    return uri;
  }

  private static String nameOf(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
  }

  private byte[] fetch(URI uri, byte @Nullable [] question, String type, int most)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(time);
    if (question == null) {
      request.GET();
    } else {
      request.header("Content-Type", type).POST(BodyPublishers.ofByteArray(question));
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    try {
      HttpResponse<byte[]> response = answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException(uri.getHost() + " answered " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      answer.cancel(true);
      leaveAlone(uri);
      throw tooLate(uri, e);
    } catch (ExecutionException e) {
      leaveAlone(uri);
      if (e.getCause() instanceof HttpTimeoutException late) {
        throw tooLate(uri, late); // the client's own deadline was the first of the two
      }
      throw new IOException(uri.getHost() + " cannot be asked: " + e.getCause(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private IOException tooLate(URI uri, Exception cause) {
    return new IOException(
        uri.getHost() + " has not answered in " + time.toMillis() + " ms", cause);
  }

  /** Of one that answers, however badly, nobody waits for long. */
  private void leaveAlone(URI uri) {
    counters.count("revocation_host_failed");
    silent.put(nameOf(uri), clock.instant().plus(LEFT_ALONE));
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(time)
              .build();
      client = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
