// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;

/**
 * Writes one JSON object (RFC 8259). The SPI has no JSON library that a vendor could stumble on.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder("{");

  JsonText put(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonText put(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonText put(String name, JsonText value) {
    name(name);
    out.append(value.out).append('}');
    return this;
  }

  JsonView view() {
    return JsonView.ofVerified(out + "}");
  }

  private void name(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    quote(name);
    out.append(':');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
