// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.Code;
import dev.stationkeeper.generator.TypeDefinition.CodedType;
import java.util.List;

/** Writes the public class of a list of values. */
final class CodedValueWriter {
  private CodedValueWriter() {}

  static JavaFile write(String packageName, CodedType type) {
    JavaFile file = new JavaFile(packageName).use(JavaTypes.OCPP + ".CodedValue");
    file.use("java.util.List");
    String name = type.name();
    file.doc("", List.of(summary(type)));
    file.line("public final class " + name + " extends CodedValue {");
    for (Code code : type.codes()) {
      String head = "  public static final " + name + " " + code.constant() + " =";
      String value = "new " + name + "(\"" + code.value() + "\", true);";
      boolean fits = head.length() + 1 + value.length() <= 100;
      file.line(fits ? head + " " + value : head + "\n      " + value);
    }
    file.blank();
    List<String> constants = type.codes().stream().map(Code::constant).toList();
    file.line("  private static final List<" + name + "> VALUES =");
    file.call("      ", "List.of", constants, ";");
    file.blank();
    file.line("  private " + name + "(String value, boolean known) {");
    file.line("    super(value, known);").line("  }").blank();
    file.doc("  ", List.of("The value that is written {@code value}, known or not."));
    file.line("  public static " + name + " of(String value) {");
    file.line("    return switch (value) {");
    for (Code code : type.codes()) {
      file.line("      case \"" + code.value() + "\" -> " + code.constant() + ";");
    }
    file.line("      default -> new " + name + "(value, false);");
    file.line("    };").line("  }").blank();
    file.doc("  ", List.of("The known values, in the order of the definition."));
    file.line("  public static List<" + name + "> values() {").line("    return VALUES;");
    return file.line("  }").line("}");
  }

  private static String summary(CodedType type) {
    String doc = type.doc();
    String what = doc == null ? "A value of the list " + type.name() + "." : doc;
    Integer open = type.open();
    return open == null
        ? what
        : what + " Other values of at most " + open + " characters are allowed too.";
  }
}
