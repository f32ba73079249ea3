// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.time.Duration;
import java.util.Map;

/** What {@link AdmissionPolicy} has decided: 101, or the HTTP answer that refuses. */
public final class Admission {
  private static final Admission ACCEPTED = accept(0);

  private final int status;
  private final String reason;
  private final Map<String, String> headers;
  private final int securityProfile;

  private Admission(int status, String reason, Map<String, String> headers) {
    this(status, reason, headers, 0);
  }

  private Admission(int status, String reason, Map<String, String> headers, int profile) {
    this.securityProfile = profile;
    this.status = status;
    this.reason = reason;
    this.headers = Map.copyOf(headers);
  }

  /** Come in; nothing was asked for (security profile 0). */
  public static Admission accept() {
    return ACCEPTED;
  }

  /** Come in; that security profile, 0 to 3, was kept to. */
  public static Admission accept(int profile) {
    return new Admission(101, "", Map.of(), profile);
  }

  /** 401: credentials are missing or wrong. */
  public static Admission unauthorized() {
    return new Admission(
        401,
        "credentials are missing or wrong",
        Map.of("WWW-Authenticate", "Basic realm=\"OCPP\""));
  }

  /** 403: this station may not connect. */
  public static Admission forbidden() {
    return new Admission(403, "this station may not connect", Map.of());
  }

  /** 404: this station is not known. */
  public static Admission notFound() {
    return new Admission(404, "this station is not known", Map.of());
  }

  /** 403: not this way. */
  public static Admission forbidden(String reason) {
    return new Admission(403, reason, Map.of());
  }

  /** 429: too many wrong credentials. */
  public static Admission tooManyAttempts(Duration retryAfter) {
    return new Admission(
        429,
        "too many wrong credentials",
        Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }

  /** 503: come again after a while. */
  public static Admission unavailable(Duration retryAfter) {
    return new Admission(
        503,
        "the server takes no connection now",
        Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }

  /** 400, 404, 426, 431: the request itself is wrong. */
  static Admission wrong(int status, String reason) {
    return new Admission(
        status, reason, status == 426 ? Map.of("Sec-WebSocket-Version", "13") : Map.of());
  }

  int securityProfile() {
    return securityProfile;
  }

  /** True for 101. */
  public boolean isAccepted() {
    return status == 101;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  /** HTTP headers that go with the answer. */
  Map<String, String> headers() {
    return headers;
  }
}
