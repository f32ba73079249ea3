// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text that {@link RecordText} writes, member by member in the same order. It knows no
 * other spelling: what is absent gives null, and where the text is not as we write it {@link
 * #isWhole} is false in the end. Such a text is left to {@link RecordJson}, which knows them all
 * and says what is wrong. For one record, on one thread.
 */
final class RecordCursor {
  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private final String text;
  private int at;
  private boolean unusual;

  RecordCursor(String text) {
    this.text = text;
    take('{');
  }

  /** True when everything was read and nothing of it was unusual. */
  boolean isWhole() {
    take('}');
    return !unusual && at == text.length();
  }

  @Nullable String string(String name) {
    if (!enter(name) || !take('"')) {
      return null;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      unusual |= c < ' ' || c == '\\';
    }
    String value = text.substring(from, at);
    take('"');
    leave();
    return value;
  }

  @Nullable Integer integer(String name) {
    Long value = number(name, INT_DIGITS);
    return value == null ? null : (Integer) value.intValue();
  }

  @Nullable Long number(String name) {
    return number(name, LONG_DIGITS);
  }

  private @Nullable Long number(String name, int mostDigits) {
    if (!enter(name)) {
      return null;
    }
    boolean negative = is('-');
    at += negative ? 1 : 0;
    int from = at;
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = value * 10 + (text.charAt(at++) - '0');
    }
    int digits = at - from;
    unusual |= digits == 0 || digits > mostDigits || (digits > 1 && text.charAt(from) == '0');
    leave();
    return negative ? -value : value;
  }

  @Nullable Boolean bool(String name) {
    if (!enter(name)) {
      return null;
    }
    boolean value = text.startsWith("true", at);
    unusual |= !value && !text.startsWith("false", at);
    at += value ? 4 : 5;
    leave();
    return value;
  }

  @Nullable Instant time(String name) {
    String value = string(name);
    try {
      return value == null || unusual ? null : IsoTime.parse(value);
    } catch (DateTimeException e) {
      unusual = true;
      return null;
    }
  }

  /**
   * A payload. It was verified before it was written, and the log's checksums vouch for it since:
   * only its end is looked for.
   */
  @Nullable JsonView payload(String name) {
    if (!enter(name) || !is('{')) {
      return null;
    }
    int from = at;
    skipObject();
    String value = text.substring(from, at);
    leave();
    return value.length() == 2 ? JsonView.EMPTY : JsonView.ofVerified(value);
  }

  private void skipObject() {
    int open = 0;
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (quoted) {
        at += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return;
      }
    }
    unusual = true;
    at = text.length();
  }

  @Nullable IdToken token(String name) {
    if (!enter(name) || !take('{')) {
      return null;
    }
    String value = string("value");
    String type = string("type");
    take('}');
    leave();
    unusual |= value == null || type == null;
    return value == null || type == null ? null : new IdToken(value, type);
  }

  @Nullable List<MeterSample> samples(String name) {
    if (!enter(name) || !take('[')) {
      return null;
    }
    List<MeterSample> samples = new ArrayList<>();
    while (!unusual && is('{')) {
      at++;
      MeterSample sample = sample();
      if (sample == null) {
        return null;
      }
      samples.add(sample);
      take('}');
      leave();
    }
    take(']');
    leave();
    return samples;
  }

  private @Nullable MeterSample sample() {
    Instant time = time("at");
    String value = string("value");
    String context = string("context");
    String measurand = string("measurand");
    String phase = string("phase");
    String location = string("location");
    String unit = string("unit");
    return time == null || value == null || context == null || measurand == null
        ? null
        : new MeterSample(time, value, context, measurand, phase, location, unit);
  }

  /** Stands at the value of that member, if it is the next. */
  private boolean enter(String name) {
    int colon = at + name.length() + 2;
    if (is('"') && text.startsWith(name, at + 1) && text.startsWith("\":", colon - 1)) {
      at = colon + 1;
      return true;
    }
    return false;
  }

  /** Behind a value: a comma and another one follow, or the end of what it is in. */
  private void leave() {
    boolean more = is(',');
    at += more ? 1 : 0;
    boolean ends = is('}') || is(']');
    unusual |= more == ends;
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean take(char c) {
    boolean there = is(c);
    at += there ? 1 : 0;
    unusual |= !there;
    return there;
  }
}
