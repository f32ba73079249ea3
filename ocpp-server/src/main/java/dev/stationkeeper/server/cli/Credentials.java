// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a verb says of who it is.
 *
 * @param header the value of {@code Authorization}; empty for none
 */
record Credentials(String header) {
  static final Credentials NONE = new Credentials("");

  static Credentials basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  static Credentials bearer(String token) {
    return new Credentials("Bearer " + token);
  }

  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
