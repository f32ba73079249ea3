// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.log.LogExport;
import dev.stationkeeper.server.log.SegmentedLog;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the event log as JSON lines. */
@Command(
    name = "export",
    description = "Writes the event log as JSON lines, one event each, also while the server runs.",
    mixinStandardHelpOptions = true)
final class LogExportVerb extends DataVerb {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Stdout when left out.")
  @Nullable Path file;

  @Option(names = "--after", paramLabel = "POSITION", description = "Only events behind it.")
  long after;

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  int run(SegmentedLog log) throws IOException {
    LogExport export = new LogExport(log);
    long last;
    if (file == null) {
      last = export.write(after, out());
    } else {
      try (Writer writer = Files.newBufferedWriter(file)) {
        last = export.write(after, writer);
      }
    }
    err().println("Exported up to position " + last + ".");
    return ExitCode.OK;
  }
}
