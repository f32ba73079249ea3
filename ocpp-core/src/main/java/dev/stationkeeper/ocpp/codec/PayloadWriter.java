// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import dev.stationkeeper.ocpp.CodedValue;
import dev.stationkeeper.ocpp.CustomData;
import dev.stationkeeper.ocpp.Fault;
import dev.stationkeeper.ocpp.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one payload for the generated codecs and checks limits on the way. A method with a name
 * writes a member and leaves it out when the value is null; one without writes a list's item. Not
 * thread-safe; lives for one payload.
 */
public final class PayloadWriter {
  private final JsonGenerator generator;

  PayloadWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  public void beginObject() throws IOException {
    generator.writeStartObject();
  }

  public void endObject() throws IOException {
    generator.writeEndObject();
  }

  public void string(String name, @Nullable String value, int max) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      string(value, max);
    }
  }

  public void string(String value, int max) throws IOException {
    if (PayloadReader.tooLong(value, max)) {
      throw fault(Fault.Kind.TOO_LONG, value, "has more than " + max + " characters");
    }
    generator.writeString(value);
  }

  public void uri(String name, @Nullable String value) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      if (!PayloadReader.isUri(value)) {
        throw fault(Fault.Kind.BAD_URI, value, "must be an absolute URI");
      }
      generator.writeString(value);
    }
  }

  public void integer(String name, @Nullable Integer value, int min, int max) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      integer(value, min, max);
    }
  }

  public void integer(int value, int min, int max) throws IOException {
    if (value < min || value > max) {
      String rule = "must be a whole number from " + min + " to " + max;
      throw fault(Fault.Kind.OUT_OF_RANGE, String.valueOf(value), rule);
    }
    generator.writeNumber(value);
  }

  public void decimal(String name, @Nullable BigDecimal value, DecimalLimits limits)
      throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      decimal(value, limits);
    }
  }

  public void decimal(BigDecimal value, DecimalLimits limits) throws IOException {
    Fault.Kind broken = limits.fault(value);
    if (broken != null) {
      throw fault(broken, value.toString(), "must be " + limits.rule());
    }
    generator.writeNumber(value);
  }

  public void bool(String name, @Nullable Boolean value) throws IOException {
    if (value != null) {
      generator.writeBooleanField(name, value);
    }
  }

  public void dateTime(String name, @Nullable Instant value) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      dateTime(value);
    }
  }

  public void dateTime(Instant value) throws IOException {
    String text = Timestamps.format(value);
    if (text == null) {
      throw fault(Fault.Kind.BAD_DATE_TIME, value.toString(), "must have a year of four digits");
    }
    generator.writeString(text);
  }

  public void coded(String name, @Nullable CodedValue value) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      coded(value);
    }
  }

  public void coded(CodedValue value) throws IOException {
    if (!value.isKnown()) {
      String rule = "is no " + value.getClass().getSimpleName();
      throw fault(Fault.Kind.UNKNOWN_VALUE, value.value(), rule);
    }
    generator.writeString(value.value());
  }

  public void openCoded(String name, @Nullable CodedValue value, int max) throws IOException {
    if (value != null) {
      string(name, value.value(), max);
    }
  }

  public void openCoded(CodedValue value, int max) throws IOException {
    string(value.value(), max);
  }

  public <T> void object(String name, @Nullable T value, Write<T> write) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      write.to(this, value);
    }
  }

  public <T> void list(String name, List<T> items, int min, int max, Write<T> write)
      throws IOException {
    generator.writeFieldName(name);
    if (items.size() < min || items.size() > max) {
      String upTo = max == Integer.MAX_VALUE ? "" : " and at most " + max;
      throw fault(Fault.Kind.ITEM_COUNT, "", "must have at least " + min + upTo + " items");
    }
    generator.writeStartArray();
    for (T item : items) {
      write.to(this, item);
    }
    generator.writeEndArray();
  }

  /** A list that is left out when it is empty. */
  public <T> void optionalList(String name, List<T> items, int min, int max, Write<T> write)
      throws IOException {
    if (!items.isEmpty()) {
      list(name, items, min, max, write);
    }
  }

  public void any(String name, @Nullable JsonValue value) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      generator.writeRawValue(value.json());
    }
  }

  public void customData(String name, @Nullable CustomData value) throws IOException {
    if (value != null) {
      generator.writeFieldName(name);
      generator.writeRawValue(value.content().text());
    }
  }

  private FaultException fault(Fault.Kind kind, String value, String rule) {
    JsonStreamContext context = generator.getOutputContext();
    String path =
        context.inArray() // stands before the item that is about to be written
            ? context.getParent().pathAsPointer() + "/" + context.getEntryCount()
            : context.pathAsPointer().toString();
    return new FaultException(new Fault(kind, path, value, rule));
  }
}
