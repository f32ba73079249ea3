// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.CodedType;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which Java type a member has, and what it needs to be imported. */
final class JavaTypes {
  static final String OCPP = "dev.stationkeeper.ocpp";
  private static final String NULLABLE = "org.jspecify.annotations.Nullable";

  private final Map<String, TypeDefinition> types;

  JavaTypes(Map<String, TypeDefinition> types) {
    this.types = types;
  }

  /** The coded type that {@code type} names, or null when it is something else. */
  @Nullable CodedType coded(ValueType type) {
    return types.get(type.name()) instanceof CodedType coded ? coded : null;
  }

  /** As a record component or a local variable that always has a value. */
  String component(Member member, JavaFile file) {
    if (member.type().isList()) {
      return list(member.type(), file);
    }
    if (member.required()) {
      return primitive(member.type(), file);
    }
    file.use(NULLABLE);
    return "@Nullable " + boxed(member.type(), file);
  }

  /** As a builder's field, where a required member may still be missing. */
  String field(Member member, JavaFile file) {
    if (member.type().isList() && !member.required()) {
      return list(member.type(), file);
    }
    file.use(NULLABLE);
    return "@Nullable " + variable(member, file);
  }

  /** As a local variable that is null until the member was read. */
  String variable(Member member, JavaFile file) {
    return member.type().isList() ? list(member.type(), file) : boxed(member.type(), file);
  }

  private static String list(ValueType type, JavaFile file) {
    file.use("java.util.List");
    return "List<" + boxed(type, file) + ">";
  }

  private static String primitive(ValueType type, JavaFile file) {
    return switch (type.base()) {
      case INT -> "int";
      case BOOLEAN -> "boolean";
      default -> boxed(type, file);
    };
  }

  private static String boxed(ValueType type, JavaFile file) {
    return switch (type.base()) {
      case STRING, URI -> "String";
      case INT -> "Integer";
      case BOOLEAN -> "Boolean";
      case DECIMAL -> imported("java.math.BigDecimal", file);
      case DATE_TIME -> imported("java.time.Instant", file);
      case ANY -> imported(OCPP + ".JsonValue", file);
      case CUSTOM_DATA -> imported(OCPP + ".CustomData", file);
      case NAMED -> type.name();
    };
  }

  private static String imported(String className, JavaFile file) {
    file.use(className);
    return Objects.requireNonNull(className.substring(className.lastIndexOf('.') + 1));
  }
}
