// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.util.List;

/** Writes the table of a version's messages, and its package description. */
final class CatalogueWriter {
  private CatalogueWriter() {}

  static JavaFile table(String packageName, String className, VersionDefinition version) {
    JavaFile file = new JavaFile(packageName).use("java.util.List");
    file.use(JavaTypes.OCPP + ".Direction");
    file.use(JavaTypes.OCPP + ".codec.ActionCodecs").use(JavaTypes.OCPP + ".codec.MessageCodec");
    file.doc("", List.of("Every message of this version, for the catalogue."));
    file.line("public final class " + className + " {");
    file.line("  private " + className + "() {}").blank();
    file.doc("  ", List.of("One row for each action."));
    file.line("  public static List<ActionCodecs> all() {").line("    return List.of(");
    int left = version.actions().size();
    for (ActionDefinition action : version.actions()) {
      file.line("        " + methodName(action) + "()" + (--left == 0 ? ");" : ","));
    }
    file.line("  }");
    version.actions().forEach(action -> row(file, action));
    return file.line("}");
  }

  static String packageInfo(String packageName, String number) {
    return """
    // SPDX-License-Identifier: Apache-2.0
    // Generated from src/main/definitions; change it there.
    /** The messages of OCPP %s: immutable records, their builders and listed values. */
    @NullMarked
    package %s;

    import org.jspecify.annotations.NullMarked;
    """
        .formatted(number, packageName);
  }

  private static void row(JavaFile file, ActionDefinition action) {
    String direction =
        switch (action.from()) {
          case "station" -> "STATION_TO_CSMS";
          case "csms" -> "CSMS_TO_STATION";
          default -> "BOTH";
        };
    file.blank();
    file.line("  private static ActionCodecs " + methodName(action) + "() {");
    file.line("    return new ActionCodecs(");
    file.line("        \"" + action.name() + "\",").line("        Direction." + direction + ",");
    file.line("        \"" + action.block() + "\",");
    codec(file, action.request(), ",");
    ObjectType response = action.response();
    if (response == null) {
      file.line("        null);");
    } else {
      codec(file, response, ");");
    }
    file.line("  }");
  }

  private static void codec(JavaFile file, ObjectType object, String tail) {
    String name = object.name();
    file.call(
        "        ",
        "new MessageCodec<>",
        List.of(name + ".class", name + "Codec::read", name + "Codec::write"),
        tail);
  }

  private static String methodName(ActionDefinition action) {
    return Character.toLowerCase(action.name().charAt(0)) + action.name().substring(1);
  }
}
