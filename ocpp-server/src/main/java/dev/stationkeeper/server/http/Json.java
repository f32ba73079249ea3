// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;

/** How the API's records become JSON: times as ISO 8601 in UTC, payloads of OCPP verbatim. */
public final class Json {
  private static final int MAX_DEPTH = 32;

  private Json() {}

  /** A mapper for the API, also for its clients. Thread-safe once made. */
  public static ObjectMapper mapper() {
    return JsonMapper.builder(
            com.fasterxml.jackson.core.JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                .build())
        .addModule(new JavaTimeModule())
        .addModule(
            new SimpleModule()
                .addSerializer(new ViewSerializer())
                .addDeserializer(JsonView.class, new ViewDeserializer()))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  private static final class ViewSerializer extends StdSerializer<JsonView> {
    private static final long serialVersionUID = 1L;

    ViewSerializer() {
      super(JsonView.class);
    }

    @Override
    public void serialize(JsonView value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      to.writeRawValue(value.text());
    }
  }

  /** Members keep their order, numbers their digits. */
  private static final class ViewDeserializer extends StdDeserializer<JsonView> {
    private static final long serialVersionUID = 1L;

    ViewDeserializer() {
      super(JsonView.class);
    }

    @Override
    public JsonView deserialize(JsonParser from, DeserializationContext context)
        throws IOException {
      ObjectNode object = context.readValue(from, ObjectNode.class);
      return JsonView.parse(object.toString());
    }
  }
}
