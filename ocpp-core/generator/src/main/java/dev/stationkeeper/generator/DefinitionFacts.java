// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.Code;
import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the definitions say of each member of a message, by its path, in a form to compare. */
final class DefinitionFacts {
  private final VersionDefinition version;
  private final SortedMap<String, String> facts = new TreeMap<>();

  private DefinitionFacts(VersionDefinition version) {
    this.version = version;
  }

  static SortedMap<String, String> of(VersionDefinition version, ObjectType message) {
    DefinitionFacts facts = new DefinitionFacts(version);
    facts.object(message, "");
    return facts.facts;
  }

  private void object(ObjectType object, String path) {
    for (Member member : object.members()) {
      String memberPath = path + "/" + member.name();
      String flag = member.required() ? "required " : "optional ";
      facts.put(memberPath, flag + list(member.type()) + value(member.type(), memberPath));
    }
  }

  private static String list(ValueType type) {
    ValueType.Items items = type.items();
    if (items == null) {
      return "";
    }
    Integer max = items.max();
    return "list " + items.min() + ".." + (max == null ? "" : max) + " of ";
  }

  private String value(ValueType type, String path) {
    return switch (type.base()) {
      case STRING -> "string" + (type.maxLength() == null ? "" : " max " + type.maxLength());
      case INT -> "int" + number(type);
      case DECIMAL -> "decimal" + number(type);
      case BOOLEAN -> "boolean";
      case DATE_TIME -> "date-time";
      case URI -> "uri";
      case ANY -> "any";
      case CUSTOM_DATA -> "customData";
      case NAMED -> named(version.types().get(type.name()), path);
    };
  }

  private String named(@Nullable TypeDefinition type, String path) {
    return switch (type) {
      case ObjectType object -> {
        object(object, path);
        yield "object";
      }
      case CodedType coded when coded.open() != null -> "string max " + coded.open();
      case CodedType coded ->
          "one of "
              + coded.codes().stream()
                  .map(Code::value)
                  .collect(Collectors.toCollection(TreeSet::new));
      case null -> "undefined";
    };
  }

  private static String number(ValueType type) {
    return limit(" from ", type.min()) + limit(" to ", type.max()) + limit(" step ", type.step());
  }

  private static String limit(String word, @Nullable String value) {
    return value == null ? "" : word + new BigDecimal(value).stripTrailingZeros().toPlainString();
  }
}
