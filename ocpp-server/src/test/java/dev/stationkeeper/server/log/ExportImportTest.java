// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportImportTest {
  @TempDir Path folder;

  @Test
  void anExportImportedElsewhereIsTheSameLog() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String lines;
    List<LogRecord> original;
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder.resolve("a")))) {
      for (int i = 0; i < 300; i++) {
        String stream = random.nextInt(5) == 0 ? "$system" : "S" + random.nextInt(7);
        LogEntry entry =
            LogFixture.entry(
                "{\"n\" : 1.50, \"t\":\"ä\\u00e4,\\\"payload\\\":{\"}".replace("1", "" + i));
        LogFixture.append(log, stream, log.lastSequence(stream), entry);
      }
      StringWriter out = new StringWriter();
      long middle = new LogExport(log).write(150, out);
      assertEquals(300, middle);
      StringWriter whole = new StringWriter();
      assertEquals(300, new LogExport(log).write(0, whole));
      assertTrue(whole.toString().endsWith(out.toString()), "an export can be gone on with");
      lines = whole.toString();
      original = LogFixture.all(log);
    }
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder.resolve("b")))) {
      LogImport in = new LogImport(log, event -> {});
      String half = lines.substring(0, lines.indexOf('\n', lines.length() / 2) + 1);
      LogImport.Result first = in.read(reader(half));
      LogImport.Result second = in.read(reader(lines));
      assertEquals(300, first.imported() + second.imported());
      assertEquals(first.imported(), second.skipped());
      assertEquals(original, LogFixture.all(log), "seed " + seed);
    }
  }

  @Test
  void aWrongLineIsNamedAndWhatStandsBeforeItIsIn() throws Exception {
    String good =
        "{\"stream\":\"A\",\"sequence\":1,\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"T\",\"version\":1,\"payload\":{}}\n";
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogImport in =
          new LogImport(
              log,
              event -> {
                if (event.type().equals("Bad")) {
                  throw new IllegalArgumentException("no such type");
                }
              });
      assertWrong(in, good + "{", 2, "no JSON");
      assertEquals(1, log.position());
      assertWrong(in, good.replace(":1,\"at", ":3,\"at"), 1, "has sequence number 1 before it");
      assertWrong(
          in,
          "\n" + good.replace(":1,\"at", ":2,\"at").replace("\"T\"", "\"Bad\""),
          2,
          "no such type");
      assertWrong(in, good.replace("2026", "x"), 1, "at is no time");
      assertWrong(in, good.replace("{}", "[]"), 1, "payload is no object");
      assertEquals(1, log.position());
    }
  }

  private static void assertWrong(LogImport in, String lines, long line, String why) {
    WrongLineException wrong = assertThrows(WrongLineException.class, () -> in.read(reader(lines)));
    assertEquals(line, wrong.line());
    assertTrue(String.valueOf(wrong.getMessage()).contains(why), wrong.getMessage());
  }

  private static BufferedReader reader(String text) {
    return new BufferedReader(new StringReader(text));
  }
}
