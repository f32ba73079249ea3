// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A station that is no part of ours, at the door: the JDK's WebSocket client. */
public final class Knocker implements WebSocket.Listener {
  /** Not let in by TLS: there was no HTTP answer. */
  public static final int NO_TLS = -1;

  public final List<String> received = new CopyOnWriteArrayList<>();
  public final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reading;

  private Knocker(boolean reading) {
    this.reading = reading;
  }

  /** What it is let in with. */
  public record Open(WebSocket socket, Knocker knocker) {}

  /** A connection without credentials. */
  public static Open open(String url, @Nullable SSLContext tls, boolean reading) {
    Knocker knocker = new Knocker(reading);
    return new Open(
        builder(tls).buildAsync(URI.create(url), knocker).orTimeout(20, TimeUnit.SECONDS).join(),
        knocker);
  }

  /** A connection with a password, or without credentials when it is null. */
  static Open open(String url, String user, @Nullable String password) {
    return open(url, null, "ocpp1.6", user, password);
  }

  /** The same under TLS and in any version. */
  static Open open(
      String url,
      @Nullable SSLContext tls,
      String subprotocol,
      String user,
      @Nullable String password) {
    Knocker knocker = new Knocker(true);
    WebSocket.Builder builder = builder(tls, subprotocol);
    if (password != null) {
      builder.header("Authorization", basic(user, password.getBytes(StandardCharsets.UTF_8)));
    }
    return new Open(
        builder.buildAsync(URI.create(url), knocker).orTimeout(20, TimeUnit.SECONDS).join(),
        knocker);
  }

  private static WebSocket.Builder builder(@Nullable SSLContext tls) {
    return builder(tls, "ocpp1.6");
  }

  private static WebSocket.Builder builder(@Nullable SSLContext tls, String subprotocol) {
    HttpClient.Builder http = HttpClient.newBuilder();
    if (tls != null) {
      http.sslContext(tls);
    }
    return http.build().newWebSocketBuilder().subprotocols(subprotocol);
  }

  /**
   * The answer to a handshake: 101, the status of the refusal, or {@link #NO_TLS}.
   *
   * @param password null sends no credentials
   */
  public static int knock(
      String url, @Nullable SSLContext tls, String user, byte @Nullable [] password) {
    try {
      WebSocket.Builder builder = builder(tls);
      if (password != null) {
        builder.header("Authorization", basic(user, password));
      }
      builder
          .buildAsync(URI.create(url), new Knocker(true))
          .orTimeout(20, TimeUnit.SECONDS)
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      if (tls != null && e.getCause() instanceof IOException) {
        return NO_TLS;
      }
      throw e;
    }
  }

  static int knock(String url, @Nullable SSLContext tls, String user, String password) {
    return knock(url, tls, user, password.getBytes(StandardCharsets.UTF_8));
  }

  static String basic(String user, byte[] password) {
    byte[] name = (user + ":").getBytes(StandardCharsets.UTF_8);
    byte[] pair = new byte[name.length + password.length];
    System.arraycopy(name, 0, pair, 0, name.length);
    System.arraycopy(password, 0, pair, name.length, password.length);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
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
