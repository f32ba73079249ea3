// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.log.ArchiveRange;
import dev.stationkeeper.server.log.LogArchive;
import dev.stationkeeper.server.log.LogBackup;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.node.DataCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backup, restore and archive of the event log. */
final class LogBackupVerbs {
  private LogBackupVerbs() {}

  @Command(
      name = "backup",
      description = {
        "Copies the event log to a folder, also while a server runs, with the answers given under",
        "an Idempotency-Key and how far consumers have come; not the server's key (secrets).",
        "A second run into the same folder copies only what is new of the log."
      },
      mixinStandardHelpOptions = true)
  static final class Backup implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where to; made when it is not there.")
    Path folder = Path.of("");

    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "./data",
        description = "The server's data folder (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("./data");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Path log = data.resolve("log");
      if (!Files.isDirectory(log)) {
        throw new CliException(ExitCode.USAGE, "There is no event log in " + data + ".");
      }
      try {
        LogBackup.Result done = DataBackup.write(data, folder);
        spec.commandLine()
            .getErr()
            .printf(
                "%d segments copied (%d bytes), %d were there already.%n",
                done.copied(), done.bytes(), done.kept());
        return ExitCode.OK;
      } catch (IOException e) {
        throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "restore",
      description = "Makes a data folder of a backup, and verifies it.",
      mixinStandardHelpOptions = true)
  static final class Restore implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The backup.")
    Path folder = Path.of("");

    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "./data",
        description = "The data folder, without a log yet (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("./data");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Path target = data.resolve("log");
      try {
        LogBackup.Result done = DataBackup.restore(folder, data);
        try (SegmentedLog log = SegmentedLog.open(LogSettings.in(target))) {
          DataCheck.Report report = new DataCheck(log, data).run();
          spec.commandLine()
              .getErr()
              .printf(
                  "%d segments restored, %d events: %s%n",
                  done.copied(),
                  report.log().events(),
                  report.isClean() ? "nothing is wrong." : "see stationkeeper log verify.");
          return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
        }
      } catch (IOException e) {
        throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Which segments. */
  static final class Range {
    @Option(
        names = "--from",
        paramLabel = "POINT",
        description = "The first event that may go: a position, or a time in UTC.")
    @Nullable String from;

    @Option(
        names = "--before",
        paramLabel = "POINT",
        description = "Only events before that position or time.")
    @Nullable String before;

    @Option(
        names = "--keep",
        paramLabel = "N",
        description =
            "So many of the latest segments stay where they are (default: 1 with a range, 8"
                + " without).")
    @Nullable Integer keep;

    ArchiveRange read() {
      return ArchiveRange.of(from, before, keep);
    }
  }

  @Command(
      name = "archive",
      description = {
        "Moves segments of the event log of a server that does not run to another folder: all but",
        "the latest, or those whose events are all between --from and --before (of one that runs:",
        "archive-online).",
        "They stay part of the log: replay, time travel and verify read them there."
      },
      mixinStandardHelpOptions = true)
  static final class Archive implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where to; made when it is not there.")
    Path folder = Path.of("");

    @Mixin Range range = new Range();

    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "./data",
        description = "The data folder, of a server that does not run (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("./data");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Path log = data.resolve("log");
      if (!Files.isDirectory(log)) {
        throw new CliException(ExitCode.USAGE, "There is no event log in " + data + ".");
      }
      try {
        int moved = LogArchive.move(log, folder, range.read());
        spec.commandLine().getErr().printf("%d segments moved to %s.%n", moved, folder);
        return ExitCode.OK;
      } catch (IllegalArgumentException e) {
        throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()));
      }
    }
  }
}
