// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what a version's definitions say as JSON, for programs that make forms of them. */
final class FormsWriter {
  private FormsWriter() {}

  static JavaFile write(String packageName, String className, VersionDefinition version) {
    JavaFile file = new JavaFile(packageName).use("java.util.List");
    file.doc("", List.of("The definitions of this version as JSON, for the catalogue."));
    file.line("public final class " + className + " {");
    file.line("  private " + className + "() {}");
    file.blank();
    file.doc("  ", List.of("One JSON object for each action."));
    file.line("  public static List<String> actions() {").line("    return List.of(");
    int left = version.actions().size();
    for (ActionDefinition action : version.actions()) {
      file.line("        " + literal(action(action)) + (--left == 0 ? ");" : ","));
    }
    file.line("  }").blank();
    file.doc("  ", List.of("One JSON object for each named type."));
    file.line("  public static List<String> types() {").line("    return List.of(");
    left = version.types().size();
    for (TypeDefinition type : version.types().values()) {
      file.line("        " + literal(type(type)) + (--left == 0 ? ");" : ","));
    }
    return file.line("  }").line("}");
  }

  private static String action(ActionDefinition action) {
    return new Json()
        .text("action", action.name())
        .text("from", action.from())
        .text("block", action.block())
        .text("doc", action.doc())
        .raw("answered", String.valueOf(action.response() != null))
        .raw("members", members(action.request().members()))
        .toString();
  }

  private static String type(TypeDefinition type) {
    Json json = new Json().text("name", type.name()).text("doc", type.doc());
    return switch (type) {
      case ObjectType object -> json.raw("members", members(object.members())).toString();
      case CodedType coded ->
          json.raw(
                  "values",
                  coded.codes().stream().map(code -> Json.quote(code.value())).toList().toString())
              .raw("longest", text(coded.open()))
              .toString();
    };
  }

  private static String members(List<Member> members) {
    return members.stream().map(FormsWriter::member).toList().toString();
  }

  private static String member(Member member) {
    ValueType type = member.type();
    ValueType.Items items = type.items();
    boolean named = type.base() == ValueType.Base.NAMED;
    return new Json()
        .text("name", member.name())
        .text("type", named ? type.name() : base(type.base()))
        .raw("required", String.valueOf(member.required()))
        .text("doc", member.doc())
        .raw("maxLength", text(type.maxLength()))
        .raw("min", type.min())
        .raw("max", type.max())
        .raw("step", type.step())
        .raw("minItems", items == null ? null : String.valueOf(items.min()))
        .raw("maxItems", items == null ? null : text(items.max()))
        .toString();
  }

  /** Such as {@code dateTime}: no named type begins with a small letter. */
  private static String base(ValueType.Base base) {
    return switch (base) {
      case DATE_TIME -> "dateTime";
      case CUSTOM_DATA -> "customData";
      default -> base.name().toLowerCase(Locale.ROOT);
    };
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static String literal(String json) {
    return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A JSON object that leaves out what is null. */
  private static final class Json {
    private final StringBuilder text = new StringBuilder("{");

    Json text(String name, @Nullable String value) {
      return raw(name, value == null ? null : quote(value));
    }

    Json raw(String name, @Nullable String value) {
      if (value != null) {
        text.append(text.length() == 1 ? "" : ",").append(quote(name)).append(':').append(value);
      }
      return this;
    }

    static String quote(String value) {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
      return text + "}";
    }
  }
}
