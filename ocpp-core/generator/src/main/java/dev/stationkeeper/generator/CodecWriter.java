// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the package-private class that streams an object type from and to JSON. */
final class CodecWriter {
  private static final String CODEC = JavaTypes.OCPP + ".codec.";

  private final JavaTypes types;

  CodecWriter(JavaTypes types) {
    this.types = types;
  }

  JavaFile write(String packageName, ObjectType object) {
    JavaFile file = new JavaFile(packageName);
    file.use("java.io.IOException").use(CODEC + "PayloadReader").use(CODEC + "PayloadWriter");
    String codec = object.name() + "Codec";
    file.doc("", List.of("Reads and writes {@link " + object.name() + "}."));
    file.line("final class " + codec + " {");
    object.members().forEach(member -> decimalLimits(file, member));
    file.line("  private " + codec + "() {}").blank();
    reader(file, object);
    file.blank();
    writer(file, object);
    return file.line("}");
  }

  private static void decimalLimits(JavaFile file, Member member) {
    ValueType type = member.type();
    if (hasDecimalLimits(type)) {
      file.use(CODEC + "DecimalLimits");
      String limits = text(type.min()) + ", " + text(type.max()) + ", " + text(type.step());
      file.line("  private static final DecimalLimits " + limitsName(member) + " =");
      file.line("      DecimalLimits.of(" + limits + ");").blank();
    }
  }

  private void reader(JavaFile file, ObjectType object) {
    file.line("  static " + object.name() + " read(PayloadReader in) throws IOException {");
    file.line("    in.beginObject();");
    for (Member member : object.members()) {
      boolean optionalList = member.type().isList() && !member.required();
      String start = optionalList ? "List.of()" : "null";
      String type = types.variable(member, file);
      if (!optionalList) {
        file.use("org.jspecify.annotations.Nullable");
        type = "@Nullable " + type;
      }
      file.line("    " + type + " " + member.javaName() + " = " + start + ";");
    }
    file.line(
        "    for (String member = in.nextMember(); member != null; member = in.nextMember()) {");
    if (object.members().isEmpty()) {
      file.line("      in.extra();").line("    }");
      file.line("    return new " + object.name() + "();").line("  }");
      return;
    }
    file.line("      switch (member) {");
    for (Member member : object.members()) {
      String head = "        case \"" + member.name() + "\" -> " + member.javaName() + " =";
      String value = read(file, member) + ";";
      boolean fits = head.length() + 1 + value.length() <= 100;
      file.line(fits ? head + " " + value : head + "\n            " + value);
    }
    file.line("        default -> in.extra();").line("      }").line("    }");
    List<String> arguments = new ArrayList<>();
    for (Member member : object.members()) {
      String name = member.javaName();
      arguments.add(
          member.required() ? "in.required(" + name + ", \"" + member.name() + "\")" : name);
    }
    file.call("    ", "return new " + object.name(), arguments, ";");
    file.line("  }");
  }

  private void writer(JavaFile file, ObjectType object) {
    String head = "  static void write(PayloadWriter out, " + object.name() + " value)";
    boolean fits = head.length() + " throws IOException {".length() <= 100;
    file.line(fits ? head + " throws IOException {" : head + "\n      throws IOException {");
    file.line("    out.beginObject();");
    for (Member member : object.members()) {
      String accessor = "value." + member.javaName() + "()";
      file.call("    ", "out." + method(member), writeArguments(file, member, accessor), ";");
    }
    file.line("    out.endObject();").line("  }");
  }

  private String read(JavaFile file, Member member) {
    ValueType type = member.type();
    ValueType.Items items = type.items();
    if (items == null) {
      return readOne("in", file, member);
    }
    String one = readOne("item", file, member);
    String element =
        isObject(type)
            ? type.name() + "Codec::read"
            : one.endsWith("()")
                ? "PayloadReader::" + one.substring(5, one.length() - 2)
                : "item -> " + one;
    return "in.list(" + items.min() + ", " + max(items) + ", " + element + ")";
  }

  private String readOne(String in, JavaFile file, Member member) {
    ValueType type = member.type();
    CodedType coded = types.coded(type);
    return switch (type.base()) {
      case STRING ->
          in + (type.maxLength() == null ? ".string()" : ".string(" + type.maxLength() + ")");
      case URI -> in + ".uri()";
      case INT ->
          in
              + (type.min() == null && type.max() == null
                  ? ".integer()"
                  : ".integer(" + range(type) + ")");
      case DECIMAL -> in + ".decimal(" + decimalArgument(file, member) + ")";
      case BOOLEAN -> in + ".bool()";
      case DATE_TIME -> in + ".dateTime()";
      case ANY -> in + ".any()";
      case CUSTOM_DATA -> in + ".customData()";
      case NAMED ->
          coded == null
              ? type.name() + "Codec.read(" + in + ")"
              : coded.open() == null
                  ? in + ".coded(" + type.name() + "::of, " + type.name() + ".values())"
                  : in + ".openCoded(" + coded.open() + ", " + type.name() + "::of)";
    };
  }

  private String method(Member member) {
    ValueType type = member.type();
    return type.isList()
        ? (member.required() ? "list" : "optionalList")
        : isObject(type) ? "object" : scalarMethod(type);
  }

  private String scalarMethod(ValueType type) {
    CodedType coded = types.coded(type);
    return switch (type.base()) {
      case STRING -> "string";
      case URI -> "uri";
      case INT -> "integer";
      case DECIMAL -> "decimal";
      case BOOLEAN -> "bool";
      case DATE_TIME -> "dateTime";
      case ANY -> "any";
      case CUSTOM_DATA -> "customData";
      case NAMED -> coded != null && coded.open() != null ? "openCoded" : "coded";
    };
  }

  private List<String> writeArguments(JavaFile file, Member member, String accessor) {
    ValueType type = member.type();
    List<String> arguments = new ArrayList<>(List.of("\"" + member.name() + "\"", accessor));
    ValueType.Items items = type.items();
    String limits = limitArguments(file, member);
    if (items == null) {
      if (isObject(type)) {
        arguments.add(type.name() + "Codec::write");
      } else if (!limits.isEmpty()) {
        arguments.add(limits);
      }
      return arguments;
    }
    arguments.add(items.min() + "");
    arguments.add(max(items));
    arguments.add(
        isObject(type)
            ? type.name() + "Codec::write"
            : limits.isEmpty()
                ? "PayloadWriter::" + scalarMethod(type)
                : "(to, item) -> to." + scalarMethod(type) + "(item, " + limits + ")");
    return arguments;
  }

  private String limitArguments(JavaFile file, Member member) {
    ValueType type = member.type();
    CodedType coded = types.coded(type);
    return switch (type.base()) {
      case STRING -> type.maxLength() == null ? "Integer.MAX_VALUE" : type.maxLength() + "";
      case INT -> range(type);
      case DECIMAL -> decimalArgument(file, member);
      default -> coded == null || coded.open() == null ? "" : coded.open() + "";
    };
  }

  private boolean isObject(ValueType type) {
    return type.base() == ValueType.Base.NAMED && types.coded(type) == null;
  }

  private static String range(ValueType type) {
    return Objects.requireNonNullElse(type.min(), "Integer.MIN_VALUE")
        + ", "
        + Objects.requireNonNullElse(type.max(), "Integer.MAX_VALUE");
  }

  private static String max(ValueType.Items items) {
    Integer max = items.max();
    return max == null ? "Integer.MAX_VALUE" : max.toString();
  }

  private static boolean hasDecimalLimits(ValueType type) {
    return type.base() == ValueType.Base.DECIMAL
        && (type.min() != null || type.max() != null || type.step() != null);
  }

  private static String decimalArgument(JavaFile file, Member member) {
    file.use(CODEC + "DecimalLimits");
    return hasDecimalLimits(member.type()) ? limitsName(member) : "DecimalLimits.NONE";
  }

  private static String limitsName(Member member) {
    return JavaNames.constant(member.name()) + "_LIMITS";
  }

  private static String text(@Nullable String value) {
    return value == null ? "null" : "\"" + value + "\"";
  }
}
