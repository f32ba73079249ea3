// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How our records are written as JSON: times as ISO 8601 text, payloads as they came, absent
 * members left out, unknown ones ignored. For the codecs of this module.
 */
public final class RecordJson {
  private static final String SOURCE = "source";
  private static final ObjectMapper MAPPER = mapper();

  private RecordJson() {}

  /** The JSON of a record. */
  public static String write(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not writable: " + record.getClass(), e);
    }
  }

  /** The record of that JSON. */
  public static <T> T read(Class<T> type, String text) throws JsonProcessingException {
    return MAPPER.readerFor(type).withAttribute(SOURCE, text).readValue(text);
  }

  static ObjectNode tree(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, ObjectNode.class);
  }

  private static ObjectMapper mapper() {
    SimpleModule ours = new SimpleModule("stationkeeper");
    ours.addSerializer(JsonView.class, new WritePayload());
    ours.addDeserializer(JsonView.class, new ReadPayload());
    ours.addSerializer(Instant.class, new WriteTime());
    ours.addDeserializer(Instant.class, new ReadTime());
    return JsonMapper.builder()
        .addModule(ours)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        // isOpen() of a record is derived and no component.
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  private static final class WritePayload extends StdSerializer<JsonView> {
    private static final long serialVersionUID = 1L;

    WritePayload() {
      super(JsonView.class);
    }

    @Override
    public void serialize(JsonView value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeRawValue(value.text());
    }
  }

  /** Cuts the payload out of the source: parsing and writing it again would respell numbers. */
  private static final class ReadPayload extends StdDeserializer<JsonView> {
    private static final long serialVersionUID = 1L;

    ReadPayload() {
      super(JsonView.class);
    }

    @Override
    public @Nullable JsonView deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (!in.hasToken(JsonToken.START_OBJECT)) {
        return (JsonView) context.handleUnexpectedToken(JsonView.class, in);
      }
      int start = (int) in.currentTokenLocation().getCharOffset();
      in.skipChildren();
      int end = (int) in.currentLocation().getCharOffset();
      if (context.getAttribute(SOURCE) instanceof String source) {
        return JsonView.ofVerified(source.substring(start, end));
      }
      throw new IllegalStateException("A payload is read without its source");
    }
  }

  private static final class WriteTime extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    WriteTime() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(IsoTime.format(value));
    }
  }

  private static final class ReadTime extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    ReadTime() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      try {
        return IsoTime.parse(in.getText());
      } catch (java.time.format.DateTimeParseException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, in.getText(), "no ISO 8601 time");
      }
    }
  }
}
