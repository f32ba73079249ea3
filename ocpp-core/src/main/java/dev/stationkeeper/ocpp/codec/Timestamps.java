// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** RFC 3339 date-times, read and written by hand because a MeterValues has many of them. */
final class Timestamps {
  private static final int DATE_TIME_LENGTH = 19;
  private static final int NANO_DIGITS = 9;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private Timestamps() {}

  /** The instant, or null when {@code text} is no RFC 3339 date-time. */
  static @Nullable Instant parse(String text) {
    if (text.length() <= DATE_TIME_LENGTH || !hasSeparators(text)) {
      return null;
    }
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    int position = DATE_TIME_LENGTH;
    int nanos = 0;
    if (text.charAt(position) == '.') {
      int start = ++position;
      while (position < text.length() && isDigit(text.charAt(position))) {
        position++;
      }
      nanos = nanos(text, start, position);
    }
    int offset = offsetSeconds(text, position);
    if (outside(hour, 23) || outside(minute, 59) || outside(second, 60) || nanos < 0) {
      return null;
    }
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    return instant(text, hour * 3600 + minute * 60 + second - offset, nanos);
  }

  /** UTC with {@code Z} and none or three decimals; null when the year has not four digits. */
  static @Nullable String format(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      return null;
    }
    long seconds = instant.getEpochSecond();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int secondOfDay = Math.floorMod(seconds, SECONDS_PER_DAY);
    int millis = instant.getNano() / 1_000_000;
    char[] text = new char[millis == 0 ? DATE_TIME_LENGTH + 1 : DATE_TIME_LENGTH + 5];
    put(text, 0, date.getYear(), 4, '-');
    put(text, 5, date.getMonthValue(), 2, '-');
    put(text, 8, date.getDayOfMonth(), 2, 'T');
    put(text, 11, secondOfDay / 3600, 2, ':');
    put(text, 14, secondOfDay / 60 % 60, 2, ':');
    put(text, 17, secondOfDay % 60, 2, millis == 0 ? 'Z' : '.');
    if (millis != 0) {
      put(text, 20, millis, 3, 'Z');
    }
    return new String(text);
  }

  private static void put(char[] text, int at, int value, int digits, char end) {
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    text[at + digits] = end;
  }

  private static @Nullable Instant instant(String text, int secondOfDay, int nanos) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    if (year < 0) {
      return null;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(days * SECONDS_PER_DAY + secondOfDay, nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean hasSeparators(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (text.charAt(10) | 0x20) == 't'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /** Of {@code Z} or {@code +hh:mm} at the end of the text; MIN_VALUE when it is neither. */
  private static int offsetSeconds(String text, int position) {
    int left = text.length() - position;
    if (left == 1 && (text.charAt(position) | 0x20) == 'z') {
      return 0;
    }
    if (left != 6 || text.charAt(position + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, position + 1, 2);
    int minutes = digits(text, position + 4, 2);
    if (outside(hours, 23) || outside(minutes, 59)) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return switch (text.charAt(position)) {
      case '+' -> seconds;
      case '-' -> -seconds;
      default -> Integer.MIN_VALUE;
    };
  }

  /** Digits after the ninth are cut off; -1 when there is none. */
  private static int nanos(String text, int start, int end) {
    if (start == end) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      value = value * 10 + (start + i < end ? text.charAt(start + i) - '0' : 0);
    }
    return value;
  }

  private static int digits(String text, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      char digit = text.charAt(i);
      if (!isDigit(digit)) {
        return -1;
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean outside(int value, int max) {
    return value < 0 || value > max;
  }
}
