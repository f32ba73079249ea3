// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes the station's identity out of a request target. */
final class RequestPath {
  private static final String PREFIX = "/ocpp/";

  private RequestPath() {}

  /**
   * The last segment of {@code /ocpp/{stationId}}, percent-decoded once as UTF-8; empty for any
   * other path. A {@code +} is itself and no space (RFC 3986).
   *
   * @throws CharacterCodingException when the segment is not percent-encoded UTF-8
   */
  static Optional<String> station(String target) throws CharacterCodingException {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (!path.startsWith(PREFIX)
        || path.length() == PREFIX.length()
        || path.indexOf('/', PREFIX.length()) >= 0) {
      return Optional.empty();
    }
    return Optional.of(decode(path.substring(PREFIX.length())));
  }

  private static String decode(String segment) throws CharacterCodingException {
    ByteBuffer bytes = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c > 0x7e || c < 0x21) {
        throw new CharacterCodingException();
      }
      if (c != '%') {
        bytes.put((byte) c);
      } else {
        int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
        int low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new CharacterCodingException();
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
  }
}
