// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * User and password of an HTTP header (RFC 7617).
 *
 * @param password the bytes as sent: a 1.6 station may send a key that is no text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, lives for one check
record BasicCredentials(String user, byte[] password) {
  private static final String SCHEME = "basic ";
  private static final int LONGEST = 1_024;

  /** What {@code header} carries; empty when it is absent, of another scheme or broken. */
  static Optional<BasicCredentials> of(@Nullable String header) {
    if (header == null
        || header.length() > LONGEST
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] pair;
    try {
      pair = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    for (int i = 0; i < pair.length; i++) {
      if (pair[i] == ':') {
        return Optional.of(
            new BasicCredentials(
                new String(pair, 0, i, StandardCharsets.UTF_8),
                Arrays.copyOfRange(pair, i + 1, pair.length)));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "credentials of " + user;
  }
}
