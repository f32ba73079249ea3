// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record member by member, to the same text that {@link RecordJson} makes of it: what is
 * null is left out, payloads stand as they came. For one record, on one thread.
 */
final class RecordText {
  private final StringBuilder text;
  private boolean first = true;

  /** {@code length} is about what the text will have. */
  RecordText(int length) {
    this(new StringBuilder(length));
  }

  private RecordText(StringBuilder text) {
    this.text = text.append('{');
  }

  RecordText put(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      quoted(value);
    }
    return this;
  }

  RecordText put(String name, @Nullable Integer value) {
    if (value != null) {
      name(name);
      text.append(value.intValue());
    }
    return this;
  }

  RecordText put(String name, @Nullable Long value) {
    if (value != null) {
      name(name);
      text.append(value.longValue());
    }
    return this;
  }

  RecordText put(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  RecordText put(String name, Instant value) {
    name(name);
    text.append('"').append(IsoTime.format(value)).append('"');
    return this;
  }

  RecordText put(String name, JsonView value) {
    name(name);
    text.append(value.text());
    return this;
  }

  RecordText put(String name, @Nullable IdToken token) {
    if (token != null) {
      name(name);
      new RecordText(text).put("value", token.value()).put("type", token.type()).end();
    }
    return this;
  }

  RecordText put(String name, Iterable<MeterSample> samples) {
    name(name);
    char before = '[';
    for (MeterSample sample : samples) {
      text.append(before);
      before = ',';
      new RecordText(text)
          .put("at", sample.at())
          .put("value", sample.value())
          .put("context", sample.context())
          .put("measurand", sample.measurand())
          .put("phase", sample.phase())
          .put("location", sample.location())
          .put("unit", sample.unit())
          .end();
    }
    text.append(before == '[' ? "[]" : "]");
    return this;
  }

  /** The whole text. */
  String done() {
    end();
    return text.toString();
  }

  private void end() {
    text.append('}');
  }

  private void name(String name) {
    if (!first) {
      text.append(',');
    }
    first = false;
    text.append('"').append(name).append("\":");
  }

  private void quoted(String value) {
    text.append('"');
    if (isPlain(value)) {
      text.append(value);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(value, text);
    }
    text.append('"');
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
