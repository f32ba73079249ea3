// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.util.ArrayList;
import java.util.List;

/** Writes the public record of an object type, with its builder. */
final class RecordWriter {
  private final JavaTypes types;

  RecordWriter(JavaTypes types) {
    this.types = types;
  }

  JavaFile write(String packageName, ObjectType object, String summary) {
    JavaFile file = new JavaFile(packageName);
    List<String> doc = new ArrayList<>();
    doc.add(summary);
    List<String> components = new ArrayList<>();
    for (Member member : object.members()) {
      doc.add("@param " + member.javaName() + " " + LimitText.of(member));
      components.add(types.component(member, file) + " " + member.javaName());
    }
    file.doc("", doc);
    file.call("", "public record " + object.name(), components, " {");
    constructor(file, object);
    factories(file, object);
    builder(file, object);
    return file.line("}");
  }

  private void constructor(JavaFile file, ObjectType object) {
    List<String> lines = new ArrayList<>();
    for (Member member : object.members()) {
      String name = member.javaName();
      if (member.type().isList()) {
        lines.add("    " + name + " = List.copyOf(" + name + ");");
      } else if (member.required() && !isPrimitive(member)) {
        file.use("java.util.Objects");
        lines.add("    Objects.requireNonNull(" + name + ", \"" + name + "\");");
      }
    }
    if (!lines.isEmpty()) {
      file.line("  public " + object.name() + " {");
      lines.forEach(file::line);
      file.line("  }").blank();
    }
  }

  private static void factories(JavaFile file, ObjectType object) {
    file.doc("  ", List.of("An empty builder."));
    file.line("  public static Builder builder() {").line("    return new Builder();").line("  }");
    if (object.members().isEmpty()) {
      file.blank();
      return;
    }
    file.blank();
    file.doc("  ", List.of("A builder with the values of this one."));
    file.line("  public Builder toBuilder() {").line("    Builder builder = new Builder();");
    for (Member member : object.members()) {
      String name = member.javaName();
      file.line("    builder." + name + " = " + name + ";");
    }
    file.line("    return builder;").line("  }").blank();
  }

  private void builder(JavaFile file, ObjectType object) {
    file.doc("  ", List.of("Collects the members of a {@link " + object.name() + "}."));
    file.line("  public static final class Builder {");
    for (Member member : object.members()) {
      String start = member.type().isList() && !member.required() ? " = List.of()" : "";
      file.line("    private " + types.field(member, file) + " " + member.javaName() + start + ";");
    }
    if (!object.members().isEmpty()) {
      file.blank();
    }
    file.line("    private Builder() {}").blank();
    object.members().forEach(member -> setter(file, member));
    build(file, object);
    file.line("  }");
  }

  private void setter(JavaFile file, Member member) {
    String name = member.javaName();
    file.doc("    ", List.of(capital(LimitText.of(member)) + "."));
    String parameter = types.component(member, file) + " " + name;
    file.call("    ", "public Builder " + name, List.of(parameter), " {");
    file.line("      this." + name + " = " + name + ";");
    file.line("      return this;").line("    }").blank();
  }

  private static void build(JavaFile file, ObjectType object) {
    List<String> arguments = new ArrayList<>();
    boolean required = false;
    for (Member member : object.members()) {
      String name = member.javaName();
      if (member.required()) {
        required = true;
        file.use("java.util.Objects");
        arguments.add("Objects.requireNonNull(" + name + ", \"" + name + "\")");
      } else {
        arguments.add(name);
      }
    }
    List<String> doc = new ArrayList<>(List.of("The message part with the values given so far."));
    if (required) {
      doc.add("@throws NullPointerException naming the first required member that is missing");
    }
    file.doc("    ", doc);
    file.line("    public " + object.name() + " build() {");
    file.call("      ", "return new " + object.name(), arguments, ";");
    file.line("    }");
  }

  private static boolean isPrimitive(Member member) {
    return member.type().base() == ValueType.Base.INT
        || member.type().base() == ValueType.Base.BOOLEAN;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
