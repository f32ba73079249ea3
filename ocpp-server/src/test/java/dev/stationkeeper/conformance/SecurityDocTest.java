// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stationkeeper.simulator.attack.Attack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/security.md names is there: attacks, keys, counters, tests. */
class SecurityDocTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern COUNTER = Pattern.compile("[a-z]+[a-z0-9_.]*");
  private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-z0-9-]+)+");
  private static final Pattern TEST = Pattern.compile("([A-Z]\\w+Test)(?:\\.(\\w+)…?)?");

  private final Path root = ConformanceTest.root();
  private final String page = read(root.resolve("docs/security.md"));
  private final String keys = read(root.resolve("docs/configuration.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows below the heads of the first table with these heads, cell by cell. */
  private List<List<String>> table(String heads) {
    int start = page.indexOf(heads);
    assertFalse(start < 0, () -> "no table " + heads);
    return page.substring(start)
        .lines()
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1))
        .toList();
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(result -> result.group(1)).toList();
  }

  /** Source files by the name of their class. */
  private Map<String, String> sources(String under) {
    Map<String, String> sources = new HashMap<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
              String name = String.valueOf(folder.getFileName());
              boolean built = name.equals("target") || name.startsWith(".");
              return built && !folder.equals(root)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
              String name = String.valueOf(file.getFileName());
              if (name.endsWith(".java") && file.toString().contains(under)) {
                sources.put(name.replace(".java", ""), Files.readString(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  private static Optional<String> missing(Map<String, String> tests, Matcher named) {
    String source = tests.get(named.group(1));
    if (source == null) {
      return Optional.of("no test " + named.group(1));
    }
    String method = named.group(2);
    return method == null || source.contains("void " + method)
        ? Optional.empty()
        : Optional.of(named.group(1) + " has no " + method);
  }

  @Test
  void everyThreatHasACounterAndATestThatIsThere() {
    Map<String, String> tests = sources("/src/test/java/");
    List<String> faults = new ArrayList<>();
    List<List<String>> threats = table("| threat | counter | test |");
    assertFalse(threats.size() < 20, threats::toString);
    for (List<String> row : threats) {
      String test = row.get(2);
      if (row.get(1).isEmpty() || test.isEmpty()) {
        faults.add(row.getFirst() + ": has no counter or no test");
      }
      Matcher named = TEST.matcher(test);
      while (named.find()) {
        missing(tests, named).ifPresent(fault -> faults.add(row.getFirst() + ": " + fault));
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everyTestThatIsNamedAnywhereIsThere() {
    Map<String, String> tests = sources("/src/test/java/");
    List<String> faults = new ArrayList<>();
    for (String name : quoted(page)) {
      Matcher named = TEST.matcher(name);
      if (named.matches()) {
        missing(tests, named).ifPresent(faults::add);
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everyAttackHasARowWithAKeyAndACounterThatAreThere() {
    String code = String.join("\n", sources("/src/main/java/").values());
    List<String> faults = new ArrayList<>();
    List<String> attacks = new ArrayList<>();
    for (List<String> row : table("| attack | bound (key) | what happens | counter |")) {
      quoted(row.get(0)).stream().filter(name -> Attack.of(name).isPresent()).forEach(attacks::add);
      for (String key : quoted(row.get(1))) {
        if (KEY.matcher(key).matches() && !keys.contains("| `" + key + "` |")) {
          faults.add(row.getFirst() + ": no key " + key);
        }
      }
      for (String counter : quoted(row.get(3))) {
        // Some end with a status or a code, which is put behind the name when it is counted.
        String begins = counter.replaceAll("[0-9]+$", "");
        String literal = begins.equals(counter) ? '"' + counter + '"' : '"' + begins + "\" + ";
        if (!COUNTER.matcher(counter).matches() || !code.contains(literal)) {
          faults.add(row.getFirst() + ": nothing counts " + counter);
        }
      }
    }
    assertEquals(List.of(), faults);
    assertEquals(
        Arrays.stream(Attack.values()).map(Attack::cliName).sorted().toList(),
        attacks.stream().sorted().toList());
  }
}
