// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * One member of a JSON object.
 *
 * @param name as on the wire
 * @param doc what it means and its unit, in our words, or null
 */
public record Member(String name, ValueType type, boolean required, @Nullable String doc) {
  private static final String DOC_MARK = " -- ";

  /** Reads {@code name?: type -- doc}. */
  static Member parse(String key, String value, String where) {
    boolean optional = key.endsWith("?");
    String name = optional ? key.substring(0, key.length() - 1) : key;
    int mark = value.indexOf(DOC_MARK);
    String type = mark < 0 ? value : value.substring(0, mark);
    String doc = mark < 0 ? null : value.substring(mark + DOC_MARK.length());
    return new Member(name, ValueType.parse(type, where + "." + name), !optional, doc);
  }

  /** The name in Java: the wire's, with a trailing underscore where that is a keyword. */
  public String javaName() {
    return SourceVersion.isKeyword(name) ? name + "_" : name;
  }
}
