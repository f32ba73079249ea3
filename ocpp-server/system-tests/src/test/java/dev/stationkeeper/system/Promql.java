// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to find the metrics that an expression names. */
final class Promql {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+[0-9smhd]+");
  private static final Pattern CALL = Pattern.compile("\\b[a-z_]+\\s*(?=\\()");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "sum", "min");

  private Promql() {}

  /** The metrics that {@code expression} reads, by their exported names. */
  static Set<String> metrics(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("");
    for (Pattern left : new Pattern[] {LABELS, RANGE, GROUPING, OFFSET, CALL}) {
      bare = left.matcher(bare).replaceAll(" ");
    }
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(bare);
    while (matcher.find()) {
      if (!OPERATORS.contains(matcher.group())) {
        names.add(matcher.group());
      }
    }
    return names;
  }
}
