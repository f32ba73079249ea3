// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a member, as the definitions write it: {@code string(20)}, {@code int(0..100)},
 * {@code decimal(0.. step 0.1)}, {@code dateTime}, {@code ChargingProfile[1..4]}.
 *
 * @param base what one value is
 * @param name the type's name as written
 * @param maxLength of a string, or null
 * @param min lowest number, or null
 * @param max highest number, or null
 * @param step of a decimal, or null
 * @param items how many values, or null when it is one value and no list
 */
public record ValueType(
    Base base,
    String name,
    @Nullable Integer maxLength,
    @Nullable String min,
    @Nullable String max,
    @Nullable String step,
    @Nullable Items items) {

  /** The built-in types, and NAMED for a record or coded value of the definitions. */
  public enum Base {
    STRING,
    INT,
    DECIMAL,
    BOOLEAN,
    DATE_TIME,
    URI,
    ANY,
    CUSTOM_DATA,
    NAMED
  }

  /**
   * The size of a list.
   *
   * @param max null when there is no upper limit
   */
  public record Items(int min, @Nullable Integer max) {}

  private static final Map<String, Base> BUILT_IN =
      Map.of(
          "string", Base.STRING,
          "int", Base.INT,
          "decimal", Base.DECIMAL,
          "boolean", Base.BOOLEAN,
          "dateTime", Base.DATE_TIME,
          "uri", Base.URI,
          "any", Base.ANY,
          "CustomData", Base.CUSTOM_DATA);

  private static final Pattern FORM =
      Pattern.compile("(\\w+)(?:\\(([^)]*)\\))?(?:\\[(\\d+)\\.\\.(\\d*)])?");
  private static final Pattern RANGE =
      Pattern.compile("(?:(-?[\\d.]*\\d)?\\.\\.(-?\\d[\\d.]*)?)?(?: ?step (\\S+))?");

  /** Reads the written form. */
  static ValueType parse(String text, String where) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new DefinitionException(where + ": cannot read the type '" + text + "'");
    }
    String name = form.group(1);
    Base base = BUILT_IN.getOrDefault(name, Base.NAMED);
    Items items = form.group(3) == null ? null : items(form);
    String limits = form.group(2);
    if (limits == null) {
      return new ValueType(base, name, null, null, null, null, items);
    }
    if (base == Base.STRING) {
      return new ValueType(base, name, Integer.valueOf(limits), null, null, null, items);
    }
    Matcher range = RANGE.matcher(limits);
    if (!range.matches() || (base != Base.INT && base != Base.DECIMAL)) {
      throw new DefinitionException(where + ": cannot read the limits of '" + text + "'");
    }
    return new ValueType(base, name, null, range.group(1), range.group(2), range.group(3), items);
  }

  /** True for a list of values. */
  public boolean isList() {
    return items != null;
  }

  private static Items items(Matcher form) {
    String max = form.group(4);
    return new Items(Integer.parseInt(form.group(3)), max.isEmpty() ? null : Integer.valueOf(max));
  }
}
