// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.access.ServerKey;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.access.StationGate;
import dev.stationkeeper.server.access.StationPasswords;
import dev.stationkeeper.server.gateway.AdmissionPolicy;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/**
 * What it costs on one thread to judge a fleet that comes back after a restart of the server: with
 * passwords of ours, with chosen ones, and with chosen ones whose quick key was lost.
 */
public final class PasswordBenchmark {
  private static final int STATIONS = 20_000;

  /** A slow hash takes tens of milliseconds: these are enough to see. */
  private static final int SLOW_STATIONS = 200;

  private static final Clock CLOCK = Clock.systemUTC();
  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordBenchmark() {}

  /** No arguments. */
  public static void main(String[] arguments) throws IOException {
    MarkdownTable.machine();
    MarkdownTable.heads("passwords", "stations", "µs each", "20,000 stations, s");
    Path folder = Files.createTempDirectory("passwords-");
    Path keyFile = folder.resolve("secrets/server.key");
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder.resolve("log")))) {
      ServerKey key = ServerKey.open(keyFile, RANDOM);
      StationPasswords passwords =
          new StationPasswords(key, ServerKey.quick(keyFile, RANDOM), RANDOM);
      // One hash for all of them: making 20,000 slow ones would take minutes and show nothing.
      String ours = passwords.generate();
      row("ours", log, passwords, ours, passwords.hashOfGenerated(ours), STATIONS);
      String chosen = "correct horse battery";
      String hash = passwords.hashOfChosen(chosen);
      row("chosen", log, passwords, chosen, hash, STATIONS);
      Files.delete(keyFile.resolveSibling("quick.key"));
      StationPasswords restored =
          new StationPasswords(key, ServerKey.quick(keyFile, RANDOM), RANDOM);
      row("chosen, quick key lost", log, restored, chosen, hash, SLOW_STATIONS);
      row("the same again", log, restored, chosen, hash, SLOW_STATIONS);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void row(
      String name,
      SegmentedLog log,
      StationPasswords passwords,
      String password,
      String hash,
      int stations) {
    StationAccessBook book = StationAccessBook.open(log, new SystemLog(log, CLOCK), passwords);
    boolean again = name.startsWith("the same");
    for (int i = 0; i < stations && !again; i++) {
      book.appended(new SystemEvent.StationPasswordSet("CS-" + i, hash));
    }
    SecuritySettings settings = SecuritySettings.open(Path.of("unused")).withDefaultProfile(1);
    StationGate gate =
        new StationGate(settings, book, passwords, (station, profile) -> false, CLOCK, what -> {});
    long begin = System.nanoTime();
    for (int i = 0; i < stations; i++) {
      String pair = "CS-" + i + ":" + password;
      AdmissionPolicy.Knock knock =
          new AdmissionPolicy.Knock(
              new StationId("CS-" + i),
              OcppVersion.V1_6,
              "192.0.2.1:1",
              "192.0.2.1",
              "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
              false,
              null);
      if (!gate.judge(knock).isAccepted()) {
        throw new IllegalStateException("a right password was refused");
      }
    }
    double micros = (System.nanoTime() - begin) / 1e3 / stations;
    MarkdownTable.row(
        name, Integer.toString(stations), figure(micros, 1), figure(micros * STATIONS / 1e6, 1));
  }
}
