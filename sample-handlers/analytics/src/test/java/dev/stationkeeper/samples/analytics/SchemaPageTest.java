// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaPageTest {
  private static final Path PAGE = Path.of("RECORDS.md");
  private static final Path EVENTS = Path.of("../../docs/events.md");

  @Test
  void thePageOfRecordsIsCurrent() throws Exception {
    Path made = Files.createDirectories(Path.of("target")).resolve("RECORDS.md");
    Files.writeString(made, SchemaPage.text());
    assertEquals(
        Files.exists(PAGE) ? Files.readString(PAGE) : "",
        SchemaPage.text(),
        "RECORDS.md is not current: copy target/RECORDS.md over it");
  }

  @ParameterizedTest
  @EnumSource
  void namesOfColumnsAreUniqueAndFitEverySink(RecordType type) {
    Set<String> names = new HashSet<>();
    for (Column column : type.columns()) {
      assertTrue(column.name().matches("[a-z][a-z0-9_]*"), column.name());
      assertTrue(names.add(column.name()), column.name());
    }
  }

  /** A source that no event has would be a column that is never there. */
  @ParameterizedTest
  @EnumSource
  void everySourceIsAnAttributeOfTheTypesEvents(RecordType type) throws Exception {
    String catalogue = Files.readString(EVENTS);
    StringBuilder own = new StringBuilder();
    for (String event : type.events()) {
      int from = catalogue.indexOf("\n### " + event + "\n");
      assertTrue(from >= 0, event + " is in the catalogue of events");
      int to = catalogue.indexOf("\n### ", from + 1);
      own.append(catalogue, from, to < 0 ? catalogue.length() : to);
    }
    List<Column> ofTheType =
        type.columns().subList(CommonColumns.ALL.size(), type.columns().size());
    for (Column column : ofTheType) {
      for (String source : column.sources()) {
        String attribute = source.startsWith("*.") ? "samples" : source.replaceFirst("\\..*", "");
        assertTrue(
            own.indexOf("| `" + attribute + "` |") >= 0,
            type + " has no event with " + attribute + " for " + column.name());
      }
    }
  }
}
