// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb that works on a data folder while no server has it. */
abstract class DataVerb implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description =
          "The data folder, of a server that does not run; to export, of any"
              + " (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("./data");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    Path folder = data.resolve("log");
    if (!mayBeNew() && !Files.isDirectory(folder)) {
      throw new CliException(ExitCode.USAGE, "There is no event log in " + data + ".");
    }
    try (SegmentedLog log =
        readsOnly() ? SegmentedLog.openToRead(folder) : SegmentedLog.open(LogSettings.in(folder))) {
      return run(log);
    } catch (IOException e) {
      throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  /** Does it; the result is the exit code. */
  abstract int run(SegmentedLog log) throws IOException;

  /** True when the folder is made where there is none. */
  boolean mayBeNew() {
    return false;
  }

  /** True when it only looks at the log as it is at that moment: a server may have it open. */
  boolean readsOnly() {
    return false;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
