// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the records of a sealed type as JSON objects and reads them back: the simple name is the
 * type, components are members, null is left out, a member that nobody knows is passed over.
 * Thread-safe.
 *
 * <p>Types are added, never changed. Where one has to grow a new meaning it gets a new version
 * number and an upcaster that turns the older JSON into the newer.
 */
final class SealedJson<E> {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(module())
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Of every type that no upcaster names. */
  private static final int FIRST = 1;

  private final Map<String, Class<? extends E>> types = new HashMap<>();

  private final Map<String, Map<Integer, UnaryOperator<ObjectNode>>> upcasters;

  /**
   * @param upcasters by type and then by version: what turns JSON of that version into the next
   */
  SealedJson(Class<E> sealed, Map<String, Map<Integer, UnaryOperator<ObjectNode>>> upcasters) {
    this.upcasters = Map.copyOf(upcasters);
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      types.put(type.getSimpleName(), type.asSubclass(sealed));
    }
  }

  String type(E event) {
    return event.getClass().getSimpleName();
  }

  /** False for a type or a version that only a later build knows. */
  boolean isKnown(String type, int version) {
    return types.containsKey(type) && version >= FIRST && version <= version(type);
  }

  /** The version in which this build writes that type. */
  int version(String type) {
    return upcasters.getOrDefault(type, Map.of()).keySet().stream()
        .mapToInt(from -> from + 1)
        .max()
        .orElse(FIRST);
  }

  /** Of all types and their versions; the same in every process. */
  int fingerprint() {
    return types.keySet().stream()
        .sorted()
        .map(type -> type + '@' + version(type))
        .collect(Collectors.joining(","))
        .hashCode();
  }

  String write(E event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + event.getClass().getSimpleName(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the type is unknown or the text does not fit it
   */
  E read(String type, int version, String json) {
    Class<? extends E> known = types.get(type);
    if (known == null) {
      throw new IllegalArgumentException("no event has the type " + type);
    }
    try {
      int current = version(type);
      if (version == current) {
        return MAPPER.readValue(json, known);
      }
      ObjectNode tree = MAPPER.readValue(json, ObjectNode.class);
      Map<Integer, UnaryOperator<ObjectNode>> steps = upcasters.getOrDefault(type, Map.of());
      for (int from = version; from < current; from++) {
        tree = steps.getOrDefault(from, UnaryOperator.identity()).apply(tree);
      }
      return MAPPER.treeToValue(tree, known);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no " + type + ": " + e.getOriginalMessage(), e);
    }
  }

  private static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(new TimeWriter())
        .addDeserializer(Instant.class, new TimeReader())
        .addSerializer(new ViewWriter())
        .addDeserializer(JsonView.class, new ViewReader());
  }

  private static final class TimeWriter extends StdSerializer<Instant> {
    @Serial private static final long serialVersionUID = 1L;

    TimeWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class TimeReader extends StdDeserializer<Instant> {
    @Serial private static final long serialVersionUID = 1L;

    TimeReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Instant.parse(in.getText());
    }
  }

  private static final class ViewWriter extends StdSerializer<JsonView> {
    @Serial private static final long serialVersionUID = 1L;

    ViewWriter() {
      super(JsonView.class);
    }

    @Override
    public void serialize(JsonView value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeRawValue(value.text());
    }
  }

  private static final class ViewReader extends StdDeserializer<JsonView> {
    @Serial private static final long serialVersionUID = 1L;

    ViewReader() {
      super(JsonView.class);
    }

    @Override
    public JsonView deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return JsonView.ofVerified(in.readValueAsTree().toString());
    }
  }
}
