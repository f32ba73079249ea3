// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends or changes the process throws when a plugin calls it. A hole here ends this test. */
class ForbiddenCallsTest {
  @TempDir Path root;
  private PluginFolder folder;

  @BeforeEach
  void open() {
    folder = new PluginFolder(root);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private String run(String body) throws Exception {
    PluginJar.of("acme", "Acme", body).writeTo(folder.plugin("acme.jar"));
    return PluginFolder.ask(folder.only());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(7);",
        "Runtime.getRuntime().exit(7);",
        "Runtime.getRuntime().halt(7);",
        "Runtime.getRuntime().addShutdownHook(new Thread());",
        "System.setIn(null);",
        "System.setOut(null);",
        "System.setErr(null);",
        "System.setProperties(null);",
        "Thread.setDefaultUncaughtExceptionHandler(null);",
        "java.util.Locale.setDefault(java.util.Locale.ROOT);",
        "java.util.Locale.setDefault(java.util.Locale.Category.FORMAT, java.util.Locale.ROOT);",
        "java.util.TimeZone.setDefault(null);",
        "java.util.function.IntConsumer end = System::exit; end.accept(7);",
        "java.util.function.IntConsumer end = Runtime.getRuntime()::halt; end.accept(7);",
        "java.util.stream.IntStream.of(7).forEach(status -> System.exit(status));",
      })
  void throwsInstead(String call) {
    SecurityException refused =
        assertThrows(SecurityException.class, () -> run(call + " return \"alive\";"));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("A handler may not call "));
  }

  @Test
  void alsoInAStaticInitialiser() throws Exception {
    PluginJar.of("acme", "Acme", "return Other.NAME;")
        .source(
            "Other",
            """
            package com.acme;
            final class Other {
              static final String NAME = name();
              static String name() { System.exit(7); return "alive"; }
            }
            """)
        .writeTo(folder.plugin("acme.jar"));
    Throwable cause =
        assertThrows(ExceptionInInitializerError.class, () -> PluginFolder.ask(folder.only()))
            .getCause();
    assertInstanceOf(SecurityException.class, cause);
  }

  @Test
  void theRestOfTheClassIsAsItWas() throws Exception {
    String body =
        """
        java.util.List<? extends Comparable<?>> two = id().length() > 3 ? one() : other();
        try {
          if (two.size() > 5) { System.exit(1); }
        } finally {
          two.size();
        }
        return two + " " + getClass().getPackage().getName()
            + " " + (getClass().getProtectionDomain().getCodeSource() != null);
        }
        private static String id() { return "acme"; }
        private static java.util.ArrayList<String> one() {
          return new java.util.ArrayList<>(java.util.List.of("a"));
        }
        private static java.util.LinkedList<Integer> other() {
          return new java.util.LinkedList<>();
        """;
    assertEquals("[a] com.acme true", run(body));
  }
}
