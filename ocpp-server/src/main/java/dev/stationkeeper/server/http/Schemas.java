// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.ocpp.JsonView;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the API's records, gathered as components. */
final class Schemas {
  private final ObjectMapper mapper;

  /** The state of a machine is shown as it is: no promise is made of its members. */
  private static final String MACHINE = "dev.stationkeeper.station";

  private final ObjectNode components;
  private final Map<String, Class<?>> names = new HashMap<>();

  Schemas(ObjectMapper mapper) {
    this.mapper = mapper;
    this.components = mapper.createObjectNode();
  }

  /** Every record that was asked for so far, and what they hold. */
  ObjectNode components() {
    return components;
  }

  ObjectNode of(Type type) {
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class -> {
        ObjectNode schema = typed("array");
        schema.set("items", of(list.getActualTypeArguments()[0]));
        yield schema;
      }
      case ParameterizedType map when map.getRawType() == Map.class -> {
        ObjectNode schema = typed("object");
        schema.set("additionalProperties", of(map.getActualTypeArguments()[1]));
        yield schema;
      }
      case Class<?> plain -> ofClass(plain);
      default -> mapper.createObjectNode();
    };
  }

  ObjectNode pageOf(Type items) {
    ObjectNode schema = typed("object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", of(items));
    properties.putObject("next").putArray("type").add("string").add("null");
    schema.putArray("required").add("items").add("next");
    return schema;
  }

  private ObjectNode ofClass(Class<?> type) {
    if (type == String.class) {
      return typed("string");
    }
    if (type == Instant.class) {
      return typed("string").put("format", "date-time");
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return typed("integer")
          .put(
              "format",
              type.getSimpleName().startsWith("i") || type == Integer.class ? "int32" : "int64");
    }
    if (type == boolean.class || type == Boolean.class) {
      return typed("boolean");
    }
    if (type == double.class || type == Double.class) {
      return typed("number");
    }
    if (type == JsonNode.class) {
      return mapper.createObjectNode(); // any JSON
    }
    if (type == JsonView.class || type.getPackageName().startsWith(MACHINE)) {
      return typed("object").put("additionalProperties", true);
    }
    if (type.isRecord()) {
      return reference(type);
    }
    return mapper.createObjectNode();
  }

  private ObjectNode reference(Class<?> type) {
    String name = free(type);
    if (names.putIfAbsent(name, type) == null) {
      ObjectNode schema = components.putObject(name).put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = mapper.createArrayNode();
      for (RecordComponent component : type.getRecordComponents()) {
        ObjectNode member = of(component.getGenericType());
        if (isNullable(component)) {
          properties.set(component.getName(), orNull(member));
        } else {
          properties.set(component.getName(), member);
          required.add(component.getName());
        }
      }
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
    }
    return mapper.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** Two records of one name are told apart by what they stand in. */
  private String free(Class<?> type) {
    String name = name(type);
    Class<?> around = type.getEnclosingClass();
    Class<?> named = names.getOrDefault(name, type);
    return named == type || around == null ? name : around.getSimpleName() + name;
  }

  /** {@code StationRow} is Station to the outside. */
  private static String name(Class<?> type) {
    String simple = type.getSimpleName();
    return simple.endsWith("Row") ? simple.substring(0, simple.length() - 3) : simple;
  }

  private ObjectNode orNull(ObjectNode schema) {
    if (schema.path("type").isTextual()) {
      String type = schema.path("type").asText();
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    ObjectNode either = mapper.createObjectNode();
    either.putArray("anyOf").add(schema).add(typed("null"));
    return either;
  }

  private static boolean isNullable(RecordComponent component) {
    return Arrays.stream(component.getAnnotatedType().getAnnotations())
        .anyMatch(Nullable.class::isInstance);
  }

  private ObjectNode typed(String type) {
    return mapper.createObjectNode().put("type", type);
  }
}
