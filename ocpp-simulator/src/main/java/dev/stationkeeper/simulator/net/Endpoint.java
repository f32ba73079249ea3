// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.net;

import dev.stationkeeper.ocpp.StationId;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a station connects.
 *
 * @param base {@code ws://} or {@code wss://}, without the station id, for example {@code
 *     ws://127.0.0.1:9000/ocpp}
 * @param tls for {@code wss}: trust and, for security profile 3, the station's own key; null takes
 *     the platform's trust. The server's name is always verified
 * @param password the basic auth password; the user is the station id; null sends none
 * @param source the local address to connect from; null leaves it to the system
 */
public record Endpoint(
    URI base, @Nullable SSLContext tls, @Nullable String password, @Nullable InetAddress source) {

  public Endpoint {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("ws") || scheme.equals("wss")) || base.getHost() == null) {
      throw new IllegalArgumentException("Not a ws:// or wss:// URL with a host: " + base);
    }
  }

  /** An endpoint with nothing but its URL. */
  public static Endpoint of(URI base) {
    return new Endpoint(base, null, null, null);
  }

  /** Whether the connection is encrypted. */
  boolean isSecure() {
    return "wss".equalsIgnoreCase(base.getScheme());
  }

  int port() {
    return base.getPort() != -1 ? base.getPort() : isSecure() ? 443 : 80;
  }

  /** The URL of one station (OCPP-J part 4, 3.1.1). */
  URI of(StationId station) {
    String text = base.toString();
    String id = URLEncoder.encode(station.value(), StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create(text.endsWith("/") ? text + id : text + '/' + id);
  }

  @Override
  public String toString() {
    // Never the password: this ends in logs.
    return base.toString();
  }
}
