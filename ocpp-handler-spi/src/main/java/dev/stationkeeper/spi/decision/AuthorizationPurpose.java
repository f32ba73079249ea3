// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.spi.Request;

/**
 * What a token was presented for. A value type: more purposes may come.
 *
 * @param name for logs
 */
public record AuthorizationPurpose(String name) {
  /** To be judged, no transaction has begun (Authorize). */
  public static final AuthorizationPurpose AUTHORIZE = new AuthorizationPurpose("authorize");

  /** A transaction began with it. */
  public static final AuthorizationPurpose START = new AuthorizationPurpose("start");

  /** It was presented in a transaction under way, 2.x only. */
  public static final AuthorizationPurpose UPDATE = new AuthorizationPurpose("update");

  /** A transaction was ended with it, 2.x only. */
  public static final AuthorizationPurpose STOP = new AuthorizationPurpose("stop");

  static AuthorizationPurpose ofEvent(Request request) {
    return switch (request.payload().string("eventType").orElse("")) {
      case "Started" -> START;
      case "Ended" -> STOP;
      default -> UPDATE;
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
