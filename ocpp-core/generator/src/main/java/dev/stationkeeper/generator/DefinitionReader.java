// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.stationkeeper.generator.TypeDefinition.Code;
import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the definitions of one version: {@code Action.yaml} files and {@code types/Type.yaml}. */
public final class DefinitionReader {
  private static final Set<String> ACTION_KEYS =
      Set.of("action", "from", "block", "doc", "request", "response", "types");
  private static final Set<String> TYPE_KEYS = Set.of("type", "doc", "members", "values", "open");

  private final YAMLMapper yaml = new YAMLMapper();
  private final List<ActionDefinition> actions = new ArrayList<>();
  private final SortedMap<String, TypeDefinition> types = new TreeMap<>();

  private DefinitionReader() {}

  /**
   * Reads {@code folder}.
   *
   * @throws DefinitionException when a file cannot be understood or a type is missing
   */
  public static VersionDefinition read(Path folder) throws IOException {
    DefinitionReader reader = new DefinitionReader();
    for (Path file : files(folder)) {
      reader.readAction(file);
    }
    for (Path file : files(folder.resolve("types"))) {
      JsonNode node = reader.yaml.readTree(file.toFile());
      reader.addType(file + "", node.path("type").asText(), node);
    }
    reader.actions.sort(
        Comparator.comparing(ActionDefinition::block).thenComparing(ActionDefinition::name));
    VersionDefinition version =
        new VersionDefinition(folder.getFileName() + "", reader.actions, reader.types);
    version.objects().forEach(object -> reader.checkReferences(object));
    return version;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private void readAction(Path file) throws IOException {
    JsonNode node = yaml.readTree(file.toFile());
    String where = file + "";
    checkKeys(node, ACTION_KEYS, where);
    String name = node.path("action").asText();
    if (!where.endsWith(name + ".yaml") || !node.has("request")) {
      throw new DefinitionException(where + ": needs a request and its file name's action");
    }
    node.path("types").properties().forEach(type -> addType(where, type.getKey(), type.getValue()));
    String doc = text(node, "doc");
    ObjectType request =
        new ObjectType(name + "Request", doc, members(node.path("request"), where));
    ObjectType response =
        node.has("response")
            ? new ObjectType(name + "Response", null, members(node.path("response"), where))
            : null;
    String from = node.path("from").asText();
    if (!Set.of("station", "csms", "both").contains(from)) {
      throw new DefinitionException(where + ": from is station, csms or both, not '" + from + "'");
    }
    actions.add(
        new ActionDefinition(name, from, node.path("block").asText(), doc, request, response));
  }

  private void addType(String where, String name, JsonNode node) {
    checkKeys(node, TYPE_KEYS, where);
    TypeDefinition type =
        node.has("members")
            ? new ObjectType(name, text(node, "doc"), members(node.path("members"), where))
            : codedType(name, node, where);
    if (types.put(name, type) != null) {
      throw new DefinitionException(where + ": " + name + " is defined twice");
    }
  }

  private static CodedType codedType(String name, JsonNode node, String where) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode value : node.path("values")) {
      String[] parts = value.asText().split(" as ", 2);
      codes.add(new Code(parts[0], parts.length == 2 ? parts[1] : JavaNames.constant(parts[0])));
    }
    long distinct = codes.stream().map(Code::constant).distinct().count();
    if (codes.isEmpty() || distinct != codes.size()) {
      throw new DefinitionException(where + ": " + name + " needs values with distinct names");
    }
    Integer open = node.has("open") ? (Integer) node.path("open").asInt() : null;
    return new CodedType(name, text(node, "doc"), open, codes);
  }

  private static List<Member> members(JsonNode node, String where) {
    List<Member> members = new ArrayList<>();
    node.properties()
        .forEach(e -> members.add(Member.parse(e.getKey(), e.getValue().asText(), where)));
    return members;
  }

  private void checkReferences(ObjectType object) {
    for (Member member : object.members()) {
      ValueType type = member.type();
      if (type.base() == ValueType.Base.NAMED && !types.containsKey(type.name())) {
        throw new DefinitionException(
            object.name() + "." + member.name() + ": no type " + type.name());
      }
    }
  }

  private static void checkKeys(JsonNode node, Set<String> allowed, String where) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!allowed.contains(key)) {
                throw new DefinitionException(where + ": unknown key '" + key + "'");
              }
            });
  }

  private static @Nullable String text(JsonNode node, String key) {
    return node.has(key) ? node.path(key).asText() : null;
  }
}
