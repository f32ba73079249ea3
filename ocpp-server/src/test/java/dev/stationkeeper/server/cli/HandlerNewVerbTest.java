// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and that the versions are our own; the project itself: HandlerGuideTest. */
class HandlerNewVerbTest {
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"My-Tokens", "-a", "a--b", "a-", "1a", "../a", "a/b", ""})
  void aNameThatIsNoneIsRefused(String name) throws IOException {
    assertEquals(ExitCode.USAGE, run("--in", folder.toString(), "--", name));
    assertTrue(err.toString().contains("lower-case letters"), err.toString());
    assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Com.Example", "com..example", "com/example", "dev.stationkeeper.mine"})
  void aPackageThatIsNoneOrOursIsRefused(String name) throws IOException {
    assertEquals(ExitCode.USAGE, run("a", "--in", folder.toString(), "--package", name));
    assertTrue(err.toString().contains("The package"), err.toString());
    assertEmpty();
  }

  @Test
  void whatIsThereStays() throws IOException {
    Files.writeString(folder.resolve("mine"), "precious");
    assertEquals(ExitCode.USAGE, run("mine", "--in", folder.toString()));
    assertTrue(err.toString().contains("exists already"), err.toString());
    assertEquals("precious", Files.readString(folder.resolve("mine")));
  }

  @Test
  void aNameBecomesAClass() {
    assertEquals("MyTokens2", HandlerNewVerb.className("my-tokens2"));
  }

  @Test
  void theVersionsAreThoseOfOurOwnBuild() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml")).replaceAll("\\s+", "");
    Properties versions = HandlerProject.versions();
    versions.forEach(
        (name, version) -> {
          String plugin = "<artifactId>" + name + "</artifactId><version>" + version + "<";
          String property = "<" + name + ".version>" + version + "<";
          assertTrue(
              pom.contains(property) || pom.contains(plugin),
              name + " " + version + " is not what pom.xml says");
        });
    assertEquals(10, versions.size());
  }

  private void assertEmpty() throws IOException {
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "handler";
    all[1] = "new";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Main.run(
        Map.of("NO_COLOR", "1"), new PrintWriter(new StringWriter()), new PrintWriter(err), all);
  }
}
