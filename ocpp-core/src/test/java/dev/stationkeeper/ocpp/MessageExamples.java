// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.generator.Member;
import dev.stationkeeper.generator.TypeDefinition;
import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import dev.stationkeeper.generator.ValueType;
import dev.stationkeeper.generator.VersionDefinition;
import java.math.BigDecimal;
import java.util.Objects;

/** Makes valid payloads from the definitions, independently of the generated code. */
record MessageExamples(VersionDefinition version) {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Only what is required. */
  ObjectNode minimal(ObjectType object) {
    return example(object, false);
  }

  /** Every member, down to the last. */
  ObjectNode full(ObjectType object) {
    return example(object, true);
  }

  TypeDefinition named(ValueType type) {
    return Objects.requireNonNull(version.types().get(type.name()), type.name());
  }

  private ObjectNode example(ObjectType object, boolean full) {
    ObjectNode node = JSON.objectNode();
    for (Member member : object.members()) {
      if (full || member.required()) {
        node.set(member.name(), value(member.type(), full));
      }
    }
    return node;
  }

  private JsonNode value(ValueType type, boolean full) {
    ValueType.Items items = type.items();
    if (items == null) {
      return one(type, full);
    }
    ArrayNode list = JSON.arrayNode();
    int size = full ? Math.max(1, items.min()) : items.min();
    for (int i = 0; i < size; i++) {
      list.add(one(type, full));
    }
    return list;
  }

  JsonNode one(ValueType type, boolean full) {
    return switch (type.base()) {
      case STRING -> JSON.textNode("ü");
      case URI -> JSON.textNode("ftp://host/path");
      case INT -> JSON.numberNode(Integer.parseInt(Objects.requireNonNullElse(type.min(), "7")));
      case DECIMAL -> JSON.numberNode(decimal(type));
      case BOOLEAN -> JSON.booleanNode(true);
      case DATE_TIME -> JSON.textNode("2026-01-02T03:04:05.678Z");
      case ANY -> JSON.objectNode().put("a", "b");
      case CUSTOM_DATA -> JSON.objectNode().put("vendorId", "dev.example").put("n", 1);
      case NAMED ->
          switch (named(type)) {
            case ObjectType object -> example(object, full);
            case CodedType coded -> JSON.textNode(coded.codes().getFirst().value());
          };
    };
  }

  private static BigDecimal decimal(ValueType type) {
    if (type.min() != null) {
      return new BigDecimal(type.min());
    }
    return new BigDecimal(type.max() != null ? type.max() : "8.1");
  }
}
