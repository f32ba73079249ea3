// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The text of one Java file: header, imports in order, body, lines of at most 100 characters. */
final class JavaFile {
  private static final int MAX_LINE = 100;

  private final String packageName;
  private final SortedSet<String> imports = new TreeSet<>();
  private final StringBuilder body = new StringBuilder();
  private boolean made = true;

  JavaFile(String packageName) {
    this.packageName = packageName;
  }

  /** For a file that is kept in the repository, under the header of all its files. */
  JavaFile kept() {
    made = false;
    return this;
  }

  JavaFile use(String className) {
    imports.add(className);
    return this;
  }

  JavaFile line(String text) {
    body.append(text).append('\n');
    return this;
  }

  JavaFile blank() {
    return line("");
  }

  /** {@code head(items)tail}, broken as google-java-format breaks it. */
  JavaFile call(String indent, String head, List<String> items, String tail) {
    String joined = String.join(", ", items);
    String whole = indent + head + "(" + joined + ")" + tail;
    String inner = indent + "    ";
    if (whole.length() <= MAX_LINE) {
      return line(whole);
    }
    line(indent + head + "(");
    if (inner.length() + joined.length() + 1 + tail.length() <= MAX_LINE) {
      return line(inner + joined + ")" + tail);
    }
    for (int i = 0; i < items.size(); i++) {
      line(inner + items.get(i) + (i < items.size() - 1 ? "," : ")" + tail));
    }
    return this;
  }

  /** A Javadoc of paragraphs; one that starts with {@code @} joins the tags at the end. */
  JavaFile doc(String indent, List<String> paragraphs) {
    String first = paragraphs.get(0);
    if (paragraphs.size() == 1 && indent.length() + first.length() + 8 <= MAX_LINE) {
      return line(indent + "/** " + first + " */");
    }
    line(indent + "/**");
    boolean tags = false;
    for (String paragraph : paragraphs) {
      boolean tag = paragraph.startsWith("@");
      if (tag && !tags) {
        line(indent + " *");
      }
      tags = tag;
      wrap(indent, paragraph, tag ? "    " : "");
    }
    return line(indent + " */");
  }

  private void wrap(String indent, String text, String hanging) {
    StringBuilder current = new StringBuilder(indent).append(" *");
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && current.length() + 1 + word.length() > MAX_LINE) {
        line(current.toString());
        current = new StringBuilder(indent).append(" * ").append(hanging).append(word);
      } else {
        current.append(' ').append(word);
      }
      empty = false;
    }
    line(current.toString());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("// SPDX-License-Identifier: Apache-2.0\n");
    if (made) {
      text.append("// Generated from src/main/definitions; change it there.\n");
    }
    text.append("package ").append(packageName).append(";\n\n");
    imports.forEach(name -> text.append("import ").append(name).append(";\n"));
    return text.append(imports.isEmpty() ? "" : "\n").append(body).toString();
  }
}
