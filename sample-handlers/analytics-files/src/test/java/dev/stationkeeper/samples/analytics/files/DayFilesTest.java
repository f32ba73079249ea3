// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.spi.RetryLaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayFilesTest {
  private static final AnalyticsRecord LATE = GivenRecords.sample(5, "2026-11-25T23:59:59Z", "1");
  private static final AnalyticsRecord EARLY = GivenRecords.sample(6, "2026-11-26T00:00:00Z", "2");
  private static final AnalyticsRecord NEXT = GivenRecords.sample(9, "2026-11-26T00:00:01Z", "3");

  @TempDir Path folder;

  private DayFiles files() {
    return new DayFiles(folder, RecordType.METER_VALUE, new JsonLines());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aBatchIsAFileForEachDayOfItsRecordsInUtc() throws Exception {
    files().send(List.of(LATE, EARLY, NEXT));
    String first =
        "meter_value/day=2026-11-25/0000000000000000005-0000000000000000005-1795651199000.jsonl";
    String second =
        "meter_value/day=2026-11-26/0000000000000000006-0000000000000000009-1795651200000.jsonl";
    assertEquals(List.of(first, second), names());
    assertEquals(List.of(LATE.json()), Files.readAllLines(folder.resolve(first)));
    assertEquals(List.of(EARLY.json(), NEXT.json()), Files.readAllLines(folder.resolve(second)));
  }

  @Test
  void theSameBatchOnceMoreIsTheSameFile() throws Exception {
    files().send(List.of(LATE));
    List<String> before = names();
    files().send(List.of(LATE));
    assertEquals(before, names());
  }

  @Test
  void whatACrashLeftUnfinishedIsTakenAway() throws Exception {
    Path left = folder.resolve("meter_value/.unfinished/half.jsonl");
    Files.createDirectories(folder.resolve("meter_value/.unfinished"));
    Files.writeString(left, "{\"id\":");
    files().send(List.of(LATE));
    assertEquals(1, names().size(), "the half one is gone");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsASinkThatIsAway() throws Exception {
    Files.writeString(folder.resolve("meter_value"), "in the way");
    RetryLaterException away =
        assertThrows(RetryLaterException.class, () -> files().send(List.of(LATE)));
    assertTrue(String.valueOf(away.getMessage()).contains("meter_value"), away::getMessage);
    Files.delete(folder.resolve("meter_value"));
    files().send(List.of(LATE));
    assertEquals(1, names().size());
  }
}
