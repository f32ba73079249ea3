// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a JSON schema says of each member, in the words of {@link DefinitionFacts}. */
final class SchemaFacts {
  /** Keywords that say something of values. Any other but the notes below is a difference. */
  private static final Set<String> NOTES =
      Set.of("description", "javaType", "comment", "title", "default", "additionalItems");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode root;
  private final SortedMap<String, String> facts = new TreeMap<>();

  private SchemaFacts(JsonNode root) {
    this.root = root;
  }

  static SortedMap<String, String> of(Path file) throws IOException {
    SchemaFacts schema = new SchemaFacts(MAPPER.readTree(file.toFile()));
    schema.object(schema.root, "");
    return schema.facts;
  }

  private void object(JsonNode node, String path) {
    Set<String> required = new HashSet<>();
    node.path("required").forEach(name -> required.add(name.asText()));
    for (var member : node.path("properties").properties()) {
      String name = member.getKey();
      String memberPath = path + "/" + name;
      String flag = required.remove(name) ? "required " : "optional ";
      facts.put(memberPath, flag + value(member.getValue(), memberPath));
    }
    required.forEach(name -> facts.put(path + "/" + name, "required but not defined"));
  }

  private String value(JsonNode node, String path) {
    String reference = node.path("$ref").asText();
    if (!reference.isEmpty()) {
      JsonNode target = root.at(reference.substring(1));
      return reference.endsWith("/CustomDataType") ? customData(target) : value(target, path);
    }
    return switch (node.path("type").asText("any")) {
      case "array" -> list(node) + " of " + value(node.path("items"), path);
      case "object" -> {
        object(node, path);
        boolean closed = node.path("additionalProperties").isBoolean();
        yield "object" + (closed ? "" : " open") + unknown(node, "properties", "required");
      }
      case "string" -> string(node);
      case "integer" -> "int" + number(node);
      case "number" -> "decimal" + number(node);
      case String other -> other + unknown(node);
    };
  }

  /** The one open object, kept whole by us: only the vendor's id is checked. */
  private static String customData(JsonNode target) {
    boolean same =
        target.path("properties").size() == 1
            && target.at("/properties/vendorId/maxLength").asInt() == 255
            && target.path("required").toString().equals("[\"vendorId\"]");
    return same ? "customData" : "customData " + target;
  }

  private static String string(JsonNode node) {
    if (node.has("enum")) {
      Set<String> values = new TreeSet<>();
      node.path("enum").forEach(value -> values.add(value.asText()));
      return "one of " + values + unknown(node, "enum", "additionalProperties");
    }
    String format = node.path("format").asText();
    String limit = node.has("maxLength") ? " max " + node.path("maxLength") : "";
    String kind = format.isEmpty() ? "string" : format;
    return kind + limit + unknown(node, "maxLength", "format");
  }

  private static String number(JsonNode node) {
    return limit(node, "minimum", " from ")
        + limit(node, "maximum", " to ")
        + limit(node, "multipleOf", " step ")
        + unknown(node, "minimum", "maximum", "multipleOf");
  }

  private static String limit(JsonNode node, String key, String word) {
    return node.has(key)
        ? word + node.path(key).decimalValue().stripTrailingZeros().toPlainString()
        : "";
  }

  private static String list(JsonNode node) {
    return "list "
        + node.path("minItems").asInt(0)
        + ".."
        + (node.has("maxItems") ? node.path("maxItems").asText() : "")
        + unknown(node, "minItems", "maxItems", "items");
  }

  /** Keywords that this check does not understand are shown, and so are differences. */
  private static String unknown(JsonNode node, String... understood) {
    List<String> rest = new ArrayList<>();
    node.fieldNames().forEachRemaining(rest::add);
    rest.removeAll(NOTES);
    rest.removeAll(Set.of(understood));
    rest.removeAll(Set.of("type", "additionalProperties"));
    return rest.isEmpty() ? "" : " not understood: " + rest;
  }
}
