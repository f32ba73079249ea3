// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConformanceTest {
  private final List<Requirement> requirements = requirements();

  private static List<Requirement> requirements() {
    try (InputStream in =
        Objects.requireNonNull(
            ConformanceTest.class.getResourceAsStream("/conformance/requirements.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Requirement::of)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("docs/adr"))) {
      folder = folder.getParent();
    }
    return Objects.requireNonNull(folder, "no checkout around the working folder");
  }

  @Test
  void theIndexIsWhatTheTestsSay() throws IOException {
    Path file = root().resolve("docs/conformance.md");
    String text = new Index(requirements, Claims.in(root())).text();
    if (Boolean.parseBoolean(System.getenv("STATIONKEEPER_WRITE_DOCS"))) {
      Files.writeString(file, text);
    }
    assertEquals(
        text, Files.readString(file), "stale: see the top of docs/conformance.md for the command");
  }

  @Test
  void everyClaimIsOfAnIdThatThereIs() throws IOException {
    Set<String> known = new HashSet<>();
    requirements.forEach(row -> known.addAll(row.ids()));
    List<String> unknown =
        Claims.in(root()).entrySet().stream()
            .filter(claim -> !known.contains(claim.getKey().split("@", 2)[0]))
            .map(claim -> claim.getKey() + " of " + claim.getValue())
            .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void noIdStandsInTwoRows() {
    List<String> all = new ArrayList<>();
    requirements.forEach(row -> all.addAll(row.ids()));
    assertEquals(new HashSet<>(all).size(), all.size());
  }

  /** The numbers of the programme, so that none gets lost. */
  @Test
  void everyCaseOfTheCertificationIsThere() {
    assertEquals(77, cases("1.6"));
    assertEquals(252, cases("2.0.1"));
    assertEquals(329, cases("2.1"));
  }

  private long cases(String version) {
    return requirements.stream()
        .filter(row -> row.level().equals("T") && row.versions().contains(version))
        .count();
  }

  @Test
  void tagsOfAMethodAndOfAClassAreRead() {
    Map<String, Set<String>> claims = new TreeMap<>();
    Claims.read(
        """
        @Claim("A")
        class Some {
          @Test
          @Claim("B")
          @Claim("C")
          void one() {}

          private void helper() {}

          @ParameterizedTest
          void two(int x) {}
        }
        """
            // This file is read as well, and claims nothing of this.
            .replace("@Claim", "@Tag"),
        claims);
    assertEquals("{A=[Some], B=[Some.one], C=[Some.one]}", claims.toString());
  }

  @Test
  void aCaseClaimsForTheVersionsThatItRunsIn() {
    Map<String, Set<String>> claims = new TreeMap<>();
    Claims.readCase("A B | 2.0.1 2.1", claims);
    Claims.readCase("  call Heartbeat {}", claims);
    assertEquals(
        "{A@2.0.1=[CasesTest[A]], A@2.1=[CasesTest[A]], B@2.0.1=[CasesTest[A]],"
            + " B@2.1=[CasesTest[A]]}",
        claims.toString());
  }

  @Test
  void aClaimOfWhatIsNoTestIsAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> Claims.read("class Some {\n  @Tag(\"A\")\n  void one() {}\n}\n", new TreeMap<>()));
  }
}
