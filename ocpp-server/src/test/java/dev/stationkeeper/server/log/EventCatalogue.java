// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Writes the catalogue of events from the source that declares them: it cannot say otherwise. */
final class EventCatalogue {
  private EventCatalogue() {}

  /** An event type as its record declares it. */
  private record Type(String name, String meaning, Map<String, Attribute> attributes) {}

  private record Attribute(String type, boolean optional, String meaning) {}

  /** The section of some source files, the types in their order. */
  static String section(
      String title, String about, List<Path> sources, ToIntFunction<String> version)
      throws IOException {
    StringBuilder text = new StringBuilder("## " + title + "\n\n" + about + "\n");
    List<Type> all = new ArrayList<>();
    for (Path source : sources) {
      all.addAll(types(source));
    }
    for (Type type : all) {
      text.append("\n### ").append(type.name()).append("\n\n");
      text.append(type.meaning()).append(" Version ");
      text.append(version.applyAsInt(type.name())).append(".\n");
      if (!type.attributes().isEmpty()) {
        text.append("\n| attribute | type | |\n| --- | --- | --- |\n");
        type.attributes()
            .forEach(
                (name, attribute) ->
                    text.append(
                        "| `%s` | %s%s | %s |%n"
                            .formatted(
                                name,
                                attribute.type(),
                                attribute.optional() ? ", optional" : "",
                                attribute.meaning())));
      }
    }
    return text.toString();
  }

  private static List<Type> types(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Type> types = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new TreePathScanner<Void, Void>() {
          @Override
          public Void visitClass(ClassTree tree, Void nothing) {
            if (tree.getKind() == Tree.Kind.RECORD) {
              types.add(type(tree, String.valueOf(docs.getDocComment(getCurrentPath()))));
            }
            return super.visitClass(tree, null);
          }
        }.scan(unit, null);
      }
    }
    return types;
  }

  private static Type type(ClassTree tree, String comment) {
    String[] parts = comment.split("@param ", -1);
    Map<String, String> meanings = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] words = plain(parts[i]).split(" ", 2);
      meanings.put(words[0], words.length > 1 ? words[1] : "");
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (Tree member : tree.getMembers()) {
      if (member instanceof VariableTree component) {
        String name = component.getName().toString();
        String type = component.getType().toString();
        attributes.put(
            name,
            new Attribute(
                json(type.replaceAll("@\\w+(\\(\\))? ?", "")),
                type.contains("@Nullable")
                    || component.getModifiers().toString().contains("Nullable"),
                meanings.getOrDefault(name, "")));
      }
    }
    return new Type(tree.getSimpleName().toString(), plain(parts[0]), attributes);
  }

  private static String json(String type) {
    return switch (type.strip()) {
      case "String" -> "text";
      case "int", "Integer", "long", "Long" -> "whole number";
      case "boolean", "Boolean" -> "true or false";
      case "Instant" -> "time";
      case "JsonView" -> "JSON as it was written";
      default -> type.strip().replace("<", " of ").replace(">", "");
    };
  }

  private static String plain(@Nullable String comment) {
    String text = String.valueOf(comment).replaceAll("\\s+", " ").strip();
    Matcher tag = Pattern.compile("\\{@(?:code|link) #?([^}]*)}").matcher(text);
    return tag.replaceAll(found -> Matcher.quoteReplacement("`" + found.group(1).strip() + "`"))
        .replace("|", "\\|");
  }
}
