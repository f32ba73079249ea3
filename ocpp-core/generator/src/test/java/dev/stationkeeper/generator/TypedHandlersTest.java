// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The typed bases that are kept in the SPI are those that the definitions give. */
class TypedHandlersTest {
  private static final Path DEFINITIONS = Path.of("..", "src", "main", "definitions");
  private static final Path SOURCES =
      Path.of("..", "..", "ocpp-handler-spi", "src", "main", "java");

  @Test
  void theKeptBasesAreThoseOfTheDefinitions() throws IOException {
    var files = TypedHandlers.files(DEFINITIONS);
    assertEquals(3, files.size(), "one for each version");
    for (var file : files.entrySet()) {
      assertEquals(
          words(file.getValue()),
          words(Files.readString(SOURCES.resolve(file.getKey()))),
          file.getKey()
              + " is not what the definitions say: run TypedHandlers "
              + DEFINITIONS
              + " "
              + SOURCES
              + ", then format");
    }
  }

  /** Without line breaks: those of the kept files are the formatter's. */
  private static String words(String java) {
    return java.replaceAll("[\\s*]+", " ").replace("( ", "(");
  }

  @Test
  void aCommandAndAMessageWithoutAnswerHaveNoMethod() throws IOException {
    String text = new TypedHandlerWriter(DefinitionReader.read(DEFINITIONS.resolve("v21"))).text();
    assertTrue(text.contains("Answer batterySwap("), text);
    assertFalse(text.contains("NotifyPeriodicEventStream"), "a SEND has no answer");
    assertFalse(text.contains("RequestStartTransaction"), "a CSMS asks it");
  }
}
