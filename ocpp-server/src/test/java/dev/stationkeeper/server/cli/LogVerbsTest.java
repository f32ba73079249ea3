// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.http.AnswerStore;
import dev.stationkeeper.server.http.TestStations;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerbsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() {
    try (TestStations stations = new TestStations(folder.resolve("old"))) {
      stations.connect("CP-1", OcppVersion.V1_6);
      stations.happened("CP-1", new StationEvent.FrameRejected("x"));
    }
  }

  @Test
  void anExportIsImportedElsewhereOnceAndVerified() throws IOException {
    Path file = folder.resolve("export.jsonl");

    assertEquals(0, run("export", "--data", old(), file.toString()));
    assertEquals(2, Files.readAllLines(file).size());
    assertEquals(0, run("import", "--data", fresh(), file.toString()));
    assertTrue(err.toString().contains("Imported 2 events; 0 were there"), err.toString());
    assertEquals(0, run("import", "--data", fresh(), file.toString()));
    assertTrue(err.toString().contains("Imported 0 events; 2 were there"), err.toString());
    assertEquals(0, run("verify", "--data", fresh()));
    assertTrue(err.toString().contains("2 events of 1 streams: nothing is wrong."));
  }

  @Test
  void anExportWithoutFileGoesToStdoutAlsoWhileAServerHasTheLog() {
    try (TestStations running = new TestStations(folder.resolve("old"))) {
      assertEquals(2, running.sources().log().position());
      assertEquals(0, run("export", "--data", old()));
      assertEquals(1, run("verify", "--data", old()), "that needs the folder for itself");
    }

    assertEquals(2, out.toString().lines().count());
  }

  @Test
  void aWrongLineIsNamedAndFour() throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.jsonl"), "{\"no\":\"event\"}\n");

    assertEquals(4, run("import", "--data", fresh(), file.toString()));
    assertTrue(err.toString().contains("line 1"), err.toString());
  }

  @Test
  void aFolderWithoutLogIsTwo() {
    assertEquals(2, run("verify", "--data", fresh()));
  }

  @Test
  void aBackupIsRestoredElsewhereAndVerified() {
    String backup = folder.resolve("backup").toString();

    assertEquals(0, run("backup", "--data", old(), backup), err.toString());
    assertEquals(0, run("restore", "--data", fresh(), backup), err.toString());
    assertTrue(err.toString().contains("2 events: nothing is wrong."), err.toString());
    assertEquals(1, run("restore", "--data", fresh(), backup), "there is a log already");
    assertEquals(2, run("backup", "--data", folder.resolve("none").toString(), backup));
  }

  @Test
  void aBackupHasTheAnswersAndHowFarConsumersCameButNoSecrets() throws IOException {
    Path data = folder.resolve("old");
    Path consumers = Files.createDirectories(data.resolve("consumers"));
    Files.writeString(consumers.resolve("sink.checkpoint"), "2\n");
    Path backup = folder.resolve("backup");
    AnswerStore open = AnswerStore.open(data.resolve("answers.db"), 10, Instant::now);
    try {
      assertEquals(0, run("backup", "--data", old(), backup.toString()), err.toString());
    } finally {
      open.close();
    }
    assertTrue(Files.exists(data.resolve("secrets")) && !Files.exists(backup.resolve("secrets")));

    assertEquals(0, run("restore", "--data", fresh(), backup.toString()), err.toString());

    Path restored = folder.resolve("fresh");
    assertEquals("2\n", Files.readString(restored.resolve("consumers/sink.checkpoint")));
    assertTrue(Files.size(restored.resolve("answers.db")) > 0);
  }

  @Test
  void tokensAreErasedAndTheLogSaysSoAndIsClean() {
    try (TestStations stations = new TestStations(folder.resolve("old"))) {
      stations.happened(
          "CP-1",
          new StationEvent.TokenAuthorized(
              new dev.stationkeeper.station.event.IdToken("DRIVER-7", "ISO14443"), "Accepted"));
    }
    assertEquals(2, run("erase", "--data", old()), "whose?");
    assertEquals(2, run("erase", "--data", old(), "--token", "X", "--before", "yesterday"));
    assertEquals(0, run("erase", "--data", old(), "--token", "driver-7"), err.toString());
    assertTrue(err.toString().contains("1 tokens have a pseudonym in 1 places"), err.toString());
    assertEquals(0, run("export", "--data", old()));
    assertTrue(out.toString().contains("TokensErased") && !out.toString().contains("DRIVER-7"));
    assertEquals(0, run("verify", "--data", old()), out.toString());
  }

  @Test
  void anArchiveIsMadeOfSegmentsThatCanGo() {
    String archive = folder.resolve("archive").toString();

    assertEquals(0, run("archive", "--data", old(), archive));
    assertTrue(err.toString().contains("0 segments moved"), "there is only the one");
    assertEquals(2, run("archive", "--data", old(), archive, "--keep", "0"));
  }

  private String old() {
    return folder.resolve("old").toString();
  }

  private String fresh() {
    return folder.resolve("fresh").toString();
  }

  private int run(String verb, String... arguments) {
    String[] line = new String[arguments.length + 2];
    line[0] = "log";
    line[1] = verb;
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), line);
  }
}
