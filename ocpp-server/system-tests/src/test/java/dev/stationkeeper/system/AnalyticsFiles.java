// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.samples.analytics.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What lies in the folder of the analytics plugin, against what lies in the log. */
final class AnalyticsFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  AnalyticsFiles(Path folder) {
    this.folder = folder;
  }

  /** All records of a type, in the order of the names of their files. */
  List<JsonNode> records(RecordType type) throws IOException {
    Path of = folder.resolve(type.label());
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(of)) {
      List<Path> finished =
          files
              .filter(file -> file.toString().endsWith(".jsonl"))
              .filter(file -> !file.toString().contains(".unfinished"))
              .sorted()
              .toList();
      List<JsonNode> records = new ArrayList<>();
      for (Path file : finished) {
        for (String line : Files.readAllLines(file)) {
          records.add(JSON.readTree(line)); // a half line would not parse
        }
      }
      return List.copyOf(records);
    }
  }

  int ids(RecordType type) throws IOException {
    Set<String> ids = new HashSet<>();
    records(type).forEach(record -> ids.add(record.get("id").asText()));
    return ids.size();
  }

  /**
   * Every record that the events of {@code export} make is there, in order per station, repetitions
   * like the first. Returns how many repetitions there are.
   */
  int check(String how, RecordType type, Path export) throws IOException {
    Map<String, JsonNode> first = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    int again = 0;
    for (JsonNode record : records(type)) {
      String id = record.get("id").asText();
      JsonNode before = first.putIfAbsent(id, record);
      if (before != null) {
        assertEquals(before, record, how + ", " + id + " came twice and differs");
        again++;
      } else {
        String stream = id.substring(0, id.indexOf(':'));
        long at = record.get("sequence").asLong() * 1_000 + record.get("index").asLong();
        Long behind = last.put(stream, at);
        assertTrue(behind == null || behind < at, () -> how + ", " + id + " came too late");
      }
    }
    assertEquals(wanted(type, export), first.keySet(), how + ", " + type);
    return again;
  }

  private static Set<String> wanted(RecordType type, Path export) throws IOException {
    Set<String> ids = new HashSet<>();
    for (String line : Files.readAllLines(export)) {
      JsonNode event = JSON.readTree(line);
      if (type.events().contains(event.get("type").asText())) {
        int records =
            type == RecordType.METER_VALUE ? event.get("payload").get("samples").size() : 1;
        for (int i = 0; i < records; i++) {
          ids.add(event.get("stream").asText() + ":" + event.get("sequence").asLong() + ":" + i);
        }
      }
    }
    return ids;
  }
}
