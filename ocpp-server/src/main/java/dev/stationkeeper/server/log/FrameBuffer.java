// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing array with the primitives of the segment format. Not thread-safe. */
final class FrameBuffer {
  /** Stands for the length of a text that is null. */
  static final int NULL_TEXT = 0xFFFF;

  private byte[] bytes;
  private int size;
  private boolean exact = true;

  FrameBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** Seconds of the epoch and nanoseconds within: exactly the time that the live state saw. */
  void putInstant(Instant at) {
    putLong(at.getEpochSecond());
    putInt(at.getNano());
  }

  /** One to 255 characters of ASCII, such as a stream or a type. */
  void putName(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.ISO_8859_1);
    if (ascii.length == 0 || ascii.length > 255) {
      throw new IllegalArgumentException("a name has 1 to 255 characters: " + name);
    }
    putByte(ascii.length);
    putBytes(ascii);
  }

  /** A short text or null. */
  void putText(@Nullable String text) {
    if (text == null) {
      putByte(0xFF);
      putByte(0xFF);
      return;
    }
    byte[] utf8 = utf8(text);
    if (utf8.length >= NULL_TEXT) {
      throw new IllegalArgumentException("a cause's text is too long: " + utf8.length + " bytes");
    }
    putByte(utf8.length >>> 8);
    putByte(utf8.length);
    putBytes(utf8);
  }

  /** A long text. */
  void putJson(String json) {
    byte[] utf8 = utf8(json);
    putInt(utf8.length);
    putBytes(utf8);
  }

  /** Half a surrogate pair becomes a question mark. */
  private byte[] utf8(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    exact = exact && text.equals(new String(utf8, StandardCharsets.UTF_8));
    return utf8;
  }

  /** False when a text cannot be read again as it was put. */
  boolean isExact() {
    return exact;
  }

  void putBytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  int size() {
    return size;
  }

  /** What was put; the buffer is not to be used any more. */
  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
