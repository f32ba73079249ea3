// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Requests and certificates for tests, made once; nothing here looks at their validity. */
final class Certificates {
  private Certificates() {}

  /** The text of a file beside the tests. */
  static String pem(String file) {
    try (InputStream in = Certificates.class.getResourceAsStream("/certificates/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The same as it stands in JSON. */
  static String json(String file) {
    return "\"" + pem(file).replace("\n", "\\n") + "\"";
  }
}
