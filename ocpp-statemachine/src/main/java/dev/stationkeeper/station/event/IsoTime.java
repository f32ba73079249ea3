// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * {@link Instant#toString} and {@link Instant#parse} for the spelling that nearly every time has,
 * without their formatters; each event has times, and is written once and read by every reader of
 * the log. What is spelt otherwise is left to the JDK, so that the results are the same.
 */
public final class IsoTime {
  private static final int LENGTH = 19;
  private static final int NANO_DIGITS = 9;
  private static final int SECONDS_PER_DAY = 86_400;

  /** The seconds of years with four digits: from 0000 on, before 10000. */
  private static final long FIRST = -62_167_219_200L;

  private static final long END = 253_402_300_800L;

  private IsoTime() {}

  /** The same text as {@link Instant#toString}. */
  public static String format(Instant at) {
    long seconds = at.getEpochSecond();
    if (seconds < FIRST || seconds >= END) {
      return at.toString();
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int second = Math.floorMod(seconds, SECONDS_PER_DAY);
    int nanos = at.getNano();
    int decimals = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    byte[] text = new byte[LENGTH + 1 + (decimals == 0 ? 0 : decimals + 1)];
    put(text, 0, date.getYear(), 4, '-');
    put(text, 5, date.getMonthValue(), 2, '-');
    put(text, 8, date.getDayOfMonth(), 2, 'T');
    put(text, 11, second / 3600, 2, ':');
    put(text, 14, second / 60 % 60, 2, ':');
    put(text, 17, second % 60, 2, decimals == 0 ? 'Z' : '.');
    if (decimals != 0) {
      put(text, LENGTH + 1, nanos / divisor(decimals), decimals, 'Z');
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /**
   * The same time as of {@link Instant#parse}.
   *
   * @throws java.time.format.DateTimeParseException when it is none
   */
  public static Instant parse(String text) {
    Instant plain = plain(text);
    return plain == null ? Instant.parse(text) : plain;
  }

  /** Of {@code 2026-01-02T03:04:05Z} with up to nine decimals; null for everything else. */
  private static @Nullable Instant plain(String text) {
    int last = text.length() - 1;
    if (last < LENGTH
        || last > LENGTH + 1 + NANO_DIGITS
        || text.charAt(last) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int nanos = last == LENGTH ? 0 : nanos(text, last);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, LENGTH);
    boolean isTime = nanos >= 0 && hour >= 0 && minute >= 0 && second >= 0;
    return isTime && hour < 24 && minute < 60 && second < 60
        ? at(text, hour * 3600 + minute * 60 + second, nanos)
        : null;
  }

  private static @Nullable Instant at(String text, int second, int nanos) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (year < 0 || month < 0 || day < 0) {
      return null;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(days * SECONDS_PER_DAY + second, nanos);
    } catch (DateTimeException noDate) {
      return null; // the JDK says it in its words
    }
  }

  private static int nanos(String text, int end) {
    int from = LENGTH + 1;
    if (text.charAt(LENGTH) != '.' || from == end) {
      return -1;
    }
    int value = digits(text, from, end);
    for (int i = end - from; i < NANO_DIGITS && value > 0; i++) {
      value *= 10;
    }
    return value;
  }

  private static int divisor(int decimals) {
    return decimals == 3 ? 1_000_000 : decimals == 6 ? 1_000 : 1;
  }

  private static void put(byte[] text, int at, int value, int digits, char end) {
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    text[at + digits] = (byte) end;
  }

  /** The number that those characters are; -1 when one is no digit. */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
