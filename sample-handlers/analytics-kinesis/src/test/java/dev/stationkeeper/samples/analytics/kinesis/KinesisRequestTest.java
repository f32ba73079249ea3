// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The limits of PutRecords, to the byte. */
class KinesisRequestTest {
  private static List<AnalyticsRecord> records(int stations, int each, int text) {
    List<AnalyticsRecord> records = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (int station = 0; station < stations; station++) {
        records.add(GivenRecords.status("CS" + station, i + 1, "x".repeat(text)));
      }
    }
    return records;
  }

  private static List<List<KinesisRequest.Entry>> all(KinesisRequest request) {
    List<List<KinesisRequest.Entry>> requests = new ArrayList<>();
    while (!request.isDone()) {
      List<KinesisRequest.Entry> entries = request.next();
      requests.add(entries);
      entries.forEach(request::left);
    }
    return requests;
  }

  @Test
  void recordsOfAStationAreOneEntry() {
    List<List<KinesisRequest.Entry>> requests = all(new KinesisRequest(records(3, 4, 1)));
    assertEquals(1, requests.size());
    assertEquals(
        List.of("CS0", "CS1", "CS2"),
        requests.getFirst().stream().map(KinesisRequest.Entry::key).toList());
    String lines = new String(requests.getFirst().getFirst().lines(), UTF_8);
    assertEquals(4, lines.lines().count());
    assertTrue(lines.endsWith("}\n"), "lines can be put behind each other");
  }

  @Test
  void aRequestHasFiveHundredEntriesAtMost() {
    assertEquals(
        List.of(500, 500, 201),
        all(new KinesisRequest(records(1_201, 1, 1))).stream().map(List::size).toList());
  }

  @Test
  void aRequestHasFiveMebibytesAtMostAndAStationOneEntryOfAtMostOne() {
    List<AnalyticsRecord> batch = records(12, 4, 400_000);
    List<List<KinesisRequest.Entry>> requests = all(new KinesisRequest(batch));
    int lines = 0;
    for (List<KinesisRequest.Entry> entries : requests) {
      assertTrue(entries.stream().mapToInt(KinesisRequest.Entry::bytes).sum() <= 5 << 20);
      Set<String> keys = new HashSet<>();
      for (KinesisRequest.Entry entry : entries) {
        assertTrue(entry.bytes() <= 1 << 20);
        assertTrue(keys.add(entry.key()), "one entry of a station");
        lines += (int) new String(entry.lines(), UTF_8).lines().count();
      }
    }
    assertEquals(batch.size(), lines);
  }

  @Test
  void anEntryThatWasRefusedStaysTheFirstOfItsStation() {
    KinesisRequest request = new KinesisRequest(records(2, 4, 400_000));
    List<KinesisRequest.Entry> first = request.next();
    request.left(first.getLast());
    assertEquals(first.getFirst(), request.next().getFirst());
  }

  @Test
  void aRecordThatIsLargerThanAnEntryIsRefusedByName() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new KinesisRequest(records(1, 1, 1 << 20)));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("The record CS0:1:0 has "));
  }
}
