// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.http.AnswerStore;
import dev.stationkeeper.server.log.LogBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Copies what a data folder cannot make again from its log, also while a server writes it: the log,
 * which requests were answered how, and how far consumers have come. The server's key is not among
 * it: who has a backup must not have the secrets.
 */
final class DataBackup {
  private static final String LOG = "log";
  private static final String ANSWERS = "answers.db";
  private static final String CONSUMERS = "consumers";

  private DataBackup() {}

  /**
   * Brings the backup in {@code folder} up to date. The log is copied last: what the others tell of
   * is in it.
   *
   * @throws IOException also when {@code folder} has the backup of another log
   */
  static LogBackup.Result write(Path data, Path folder) throws IOException {
    Files.createDirectories(folder);
    copyCheckpoints(data.resolve(CONSUMERS), folder.resolve(CONSUMERS));
    Path answers = data.resolve(ANSWERS);
    if (Files.exists(answers)) {
      AnswerStore.copy(answers, folder.resolve(ANSWERS));
    }
    return LogBackup.write(data.resolve(LOG), folder);
  }

  /**
   * Makes a data folder of the backup in {@code folder}.
   *
   * @throws IOException when there is a log already, or no backup
   */
  static LogBackup.Result restore(Path folder, Path data) throws IOException {
    Path log = data.resolve(LOG);
    Files.createDirectories(log);
    LogBackup.Result done = LogBackup.restore(folder, log);
    copyCheckpoints(folder.resolve(CONSUMERS), data.resolve(CONSUMERS));
    Path answers = folder.resolve(ANSWERS);
    if (Files.exists(answers)) {
      AnswerStore.copy(answers, data.resolve(ANSWERS));
    }
    return done;
  }

  private static void copyCheckpoints(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".new")).toList()) {
        Path copy = to.resolve(String.valueOf(file.getFileName()));
        Path fresh = to.resolve(file.getFileName() + ".new");
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            fresh, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
