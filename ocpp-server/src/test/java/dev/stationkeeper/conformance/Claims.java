// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the tests of all modules say that they cover: {@code @Tag("B01.FR.02")} on a test, or on a
 * class for all of its tests, and the heads of the cases that CasesTest runs, which count for the
 * versions they run in ({@code id@version}). Read from the sources, since no module's tests see
 * those of all.
 */
final class Claims {
  private static final Pattern TOKEN =
      Pattern.compile(
          "@Tag\\(\\s*\"([^\"]+)\"\\s*\\)"
              + "|@(Test|ParameterizedTest|TestFactory|RepeatedTest)\\b"
              + "|\\b(?:class|record)\\s+(\\w+)"
              + "|^  (?:private |public |protected )?(?:static )?[\\w<>\\[\\], ?]+ (\\w+)\\(",
          Pattern.MULTILINE);

  private Claims() {}

  /** Tests by what they claim, in the order of the alphabet. */
  static Map<String, Set<String>> in(Path root) throws IOException {
    Map<String, Set<String>> claims = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> f.toString().replace('\\', '/').contains("/src/test/java/"))
              .sorted()
              .toList()) {
        read(Files.readString(file), claims);
      }
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".cases"))
              .filter(f -> f.toString().replace('\\', '/').contains("/src/test/resources/"))
              .sorted()
              .toList()) {
        Files.readString(file).lines().forEach(line -> readCase(line, claims));
      }
    }
    return claims;
  }

  /** The head of a case has its ids and, behind a bar, the versions that it runs in. */
  static void readCase(String line, Map<String, Set<String>> to) {
    String[] head = line.split("\\|", -1);
    if (line.startsWith("#") || line.startsWith(" ") || head.length != 2) {
      return;
    }
    List<String> ids = List.of(head[0].strip().split(" ", -1));
    for (String id : ids) {
      if (id.equals("-")) {
        continue; // it shows a message and no row
      }
      for (String version : head[1].strip().split(" ", -1)) {
        to.computeIfAbsent(id + "@" + version, unseen -> new TreeSet<>())
            .add("CasesTest[" + ids.getFirst() + "]");
      }
    }
  }

  static void read(String source, Map<String, Set<String>> to) {
    List<String> tags = new ArrayList<>();
    boolean test = false;
    String type = "";
    Matcher token = TOKEN.matcher(source);
    while (token.find()) {
      if (token.group(1) != null) {
        tags.add(token.group(1));
      } else if (token.group(2) != null) {
        test = true;
      } else if (token.group(3) != null) {
        if (type.isEmpty()) {
          type = token.group(3);
          claim(tags, type, to);
        }
      } else {
        if (!tags.isEmpty() && !test) {
          throw new IllegalStateException(type + "." + token.group(4) + " claims and is no test");
        }
        claim(tags, type + "." + token.group(4), to);
        test = false;
      }
    }
  }

  private static void claim(List<String> tags, String test, Map<String, Set<String>> to) {
    tags.forEach(tag -> to.computeIfAbsent(tag, unseen -> new TreeSet<>()).add(test));
    tags.clear();
  }
}
