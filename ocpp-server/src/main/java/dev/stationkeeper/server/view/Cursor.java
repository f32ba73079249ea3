// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Turns the key of a page's last item into an opaque text and back. */
final class Cursor {
  private Cursor() {}

  static String of(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  static String of(long key) {
    return of(Long.toString(key));
  }

  /** The key, or {@code first} when there is no cursor. */
  static String text(@Nullable String cursor, String first) {
    if (cursor == null || cursor.isEmpty()) {
      return first;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidCursorException(cursor, e);
    }
  }

  /** Of lists that are ordered by a number, and by a second one where the first is the same. */
  static String of(long key, long second) {
    return of(key + "," + second);
  }

  /**
   * A key of two numbers.
   *
   * @param key orders the list
   * @param second where the first is the same
   */
  record Pair(long key, long second) {
    /** Behind the last item of a list that goes down. */
    static final Pair LAST = new Pair(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** The key as two numbers, or {@code first} when there is no cursor. */
  static Pair pair(@Nullable String cursor, Pair first) {
    if (cursor == null || cursor.isEmpty()) {
      return first;
    }
    String[] numbers = text(cursor, "").split(",", -1);
    if (numbers.length != 2) {
      throw new InvalidCursorException(cursor, new IllegalArgumentException("not two numbers"));
    }
    try {
      return new Pair(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(cursor, e);
    }
  }

  /** The key as a number, or {@code first} when there is no cursor. */
  static long number(@Nullable String cursor, long first) {
    try {
      return Long.parseLong(text(cursor, Long.toString(first)));
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(String.valueOf(cursor), e);
    }
  }
}
