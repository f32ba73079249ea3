// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/** Writing of JSON text, and the one rule about characters that JSON itself leaves open. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends {@code value} as a JSON string; a lone surrogate leaves as an escape. */
  static void appendString(StringBuilder to, String value) {
    to.append('"');
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> to.append("\\\"");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < length
              && Character.isLowSurrogate(value.charAt(i + 1))) {
            to.append(c).append(value.charAt(++i));
          } else if (c < ' ' || Character.isSurrogate(c)) {
            appendEscape(to, c);
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }

  private static void appendEscape(StringBuilder to, char c) {
    to.append("\\u")
        .append(HEX.charAt(c >> 12))
        .append(HEX.charAt((c >> 8) & 15))
        .append(HEX.charAt((c >> 4) & 15))
        .append(HEX.charAt(c & 15));
  }

  /**
   * True when half of a surrogate pair stands alone in {@code json}, as itself or as an escape.
   * Such text has no UTF-8 form (RFC 8259, 8.2): it could be neither stored nor sent on unchanged.
   */
  static boolean hasLoneSurrogate(String json) {
    boolean high = false;
    int length = json.length();
    for (int i = 0; i < length; i++) {
      char c = json.charAt(i);
      if (c == '\\' && i + 1 < length) {
        c = json.charAt(++i);
        if (c == 'u') {
          int unit = hex(json, i + 1);
          if (unit >= 0) {
            c = (char) unit;
            i += 4;
          }
        }
      }
      if (high != Character.isLowSurrogate(c)) {
        return true;
      }
      high = Character.isHighSurrogate(c);
    }
    return high;
  }

  /** The four hex digits at {@code from}, or -1 when there are none: the parser will say so. */
  private static int hex(String text, int from) {
    if (from + 4 > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** True when no half of a surrogate pair stands alone in {@code value}. */
  static boolean isUnicode(String value) {
    for (int i = 0; i < value.length(); i++) {
      int c = value.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(c) - 1;
    }
    return true;
  }

  /** The first {@code max} characters of {@code text}, no surrogate pair cut in two. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
