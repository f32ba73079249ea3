// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventCatalogueTest {
  private static final Path EVENTS =
      Path.of("../ocpp-statemachine/src/main/java/dev/stationkeeper/station/event");
  private static final Path SYSTEM =
      Path.of("src/main/java/dev/stationkeeper/server/log/SystemEvent.java");
  private static final Path DOCUMENT = Path.of("../docs/events.md");

  private static final String HEAD =
      """
      # Events

      Every event of the log, made from the source that declares it by `EventCatalogueTest`, which
      fails when this page is not current. An event lies in the log with its position, its stream
      (a station's id or `$system`), the stream's own number, the time, what caused it (connection,
      message, command, who decided), its type and version, and a JSON object with the attributes
      below. An optional attribute that is absent is left out. Types are added, never changed: one
      that must grow another meaning gets a new version, and an upcaster reads the older ones.

      """;

  @Test
  void theCatalogueInTheDocumentsIsWhatTheSourceDeclares() throws Exception {
    EventCodec codec = new EventCodec();
    String fresh =
        HEAD
            + EventCatalogue.section(
                "Of a station", "In the station's stream.", ofStations(), codec::currentVersion)
            + "\n"
            + EventCatalogue.section(
                "Of the system", "In the stream `$system`.", List.of(SYSTEM), SystemLog::version);
    List<Class<?>> records = new ArrayList<>();
    addRecords(StationEvent.class, records);
    addRecords(SystemEvent.class, records);
    for (Class<?> type : records) {
      assertTrue(fresh.contains("\n### " + type.getSimpleName() + "\n"), type.getSimpleName());
    }
    Path made = Files.createDirectories(Path.of("target")).resolve("events.md");
    Files.writeString(made, fresh);
    assertEquals(
        Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "",
        fresh,
        "docs/events.md is not current: copy ocpp-server/target/events.md over it");
  }

  /** The core's own first, then those of the blocks by name. */
  private static List<Path> ofStations() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files
          .filter(file -> file.toString().endsWith("Event.java"))
          .filter(file -> !file.endsWith("BlockEvent.java"))
          .sorted(
              Comparator.comparing((Path file) -> !file.endsWith("StationEvent.java"))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static void addRecords(Class<?> sealed, List<Class<?>> to) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        to.add(permitted);
      } else {
        addRecords(permitted, to);
      }
    }
  }
}
