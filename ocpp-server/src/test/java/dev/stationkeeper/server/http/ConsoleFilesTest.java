// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's files: all there, nothing inline, nothing of another host. */
class ConsoleFilesTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:from|import|url\\(|href=|src=)\\s*\\(?\"(/console/[^\"$]+)\"");

  private TestApi api;

  @BeforeEach
  void start() {
    api = new TestApi(ApiResources.none().health(List.of()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void everyPageIsTheSameDocumentUnderAStrictPolicy() {
    for (String page :
        List.of("/", "/login", "/stations", "/stations/CP-1/state", "/access/users")) {
      TestApi.Answer answer = api.ask("", "GET", page);

      assertEquals(200, answer.status(), page);
      assertTrue(answer.response().body().contains("<sk-app>"), page);
      String policy = answer.header("Content-Security-Policy");
      assertTrue(policy.contains("default-src 'none'"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertFalse(policy.contains("http"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    }
  }

  @Test
  void theDocumentHasNoScriptOrStyleOfItsOwn() {
    String document = api.ask("", "GET", "/").response().body();

    assertFalse(Pattern.compile("<script(?![^>]*src=)").matcher(document).find(), document);
    assertFalse(document.contains("<style"), document);
    assertFalse(document.contains("style="), document);
  }

  @Test
  void everyFileThatAFileNamesIsServed() throws Exception {
    List<String> missing = new ArrayList<>();
    int seen = 0;
    for (Path file : files()) {
      Matcher reference = REFERENCE.matcher(Files.readString(file));
      while (reference.find()) {
        seen++;
        if (api.ask("", "GET", reference.group(1)).status() != 200) {
          missing.add(file.getFileName() + " -> " + reference.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(seen > 100, "references found: " + seen);
  }

  @Test
  void noFileAsksAnotherHost() throws Exception {
    for (Path file : files()) {
      String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
      assertFalse(Pattern.compile("https?://").matcher(text).find(), file.toString());
    }
  }

  @Test
  void apiPathsThatDoNotExistStayProblems() {
    assertEquals(404, api.ask("ann", "GET", "/api/v1/nothing").status());
    assertEquals(404, api.ask("", "GET", "/console/nothing.js").status());
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    Path console =
        Path.of(
                Objects.requireNonNull(ConsoleFilesTest.class.getResource("/console/index.html"))
                    .toURI())
            .resolveSibling(".");
    try (Stream<Path> all = Files.walk(console)) {
      return all.filter(file -> file.toString().matches(".*\\.(js|css|html|svg)")).toList();
    }
  }
}
