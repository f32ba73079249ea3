// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import java.util.Arrays;
import java.util.Base64;

/**
 * Elements of a DER encoding (X.690), one behind the other. It finds its way to members of
 * certificates and requests and judges nothing; who signed what is looked at elsewhere.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int SEQUENCE = 0x30;

  /** The tag of an explicit version in a certificate. */
  static final int CONTEXT_0 = 0xA0;

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LONG_FORM = 0x80;
  private static final int MOST_LENGTH_BYTES = 3;

  private final byte[] bytes;
  private final int end;
  private int at;

  private Der(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /**
   * The first element in the first block of a PEM text.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Der ofPem(String pem) {
    int begin = pem.indexOf(BEGIN);
    int body = begin < 0 ? -1 : pem.indexOf(DASHES, begin + BEGIN.length());
    int close = body < 0 ? -1 : pem.indexOf(END, body);
    if (close < 0) {
      throw new IllegalArgumentException("No PEM");
    }
    byte[] decoded = Base64.getMimeDecoder().decode(pem.substring(body + DASHES.length(), close));
    return new Der(decoded, 0, decoded.length);
  }

  boolean isNext(int tag) {
    return at < end && (bytes[at] & 0xFF) == tag;
  }

  /** What is inside the next element, which has that tag. */
  Der into(int tag) {
    int length = enter(tag);
    Der inside = new Der(bytes, at, at + length);
    at += length;
    return inside;
  }

  /** Goes over the next element, which has that tag; its whole encoding. */
  byte[] whole(int tag) {
    int from = at;
    int length = enter(tag);
    at += length;
    return copy(from, at);
  }

  /** Goes over the next element, which has that tag; its content. */
  byte[] content(int tag) {
    int length = enter(tag);
    at += length;
    return copy(at - length, at);
  }

  /** At the first byte of the content of the next element; gives its length. */
  private int enter(int tag) {
    if (!isNext(tag)) {
      throw new IllegalArgumentException("No element " + tag);
    }
    at++;
    int length = next();
    if (length >= LONG_FORM) {
      int count = length - LONG_FORM;
      if (count == 0 || count > MOST_LENGTH_BYTES) {
        throw new IllegalArgumentException("No length");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << Byte.SIZE) | next();
      }
    }
    if (length > end - at) {
      throw new IllegalArgumentException("Cut off");
    }
    return length;
  }

  private int next() {
    if (at >= end) {
      throw new IllegalArgumentException("Cut off");
    }
    return bytes[at++] & 0xFF;
  }

  private byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
