// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogImport;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.log.WrongLineException;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.UnreadableEventException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an export into a data folder. */
@Command(
    name = "import",
    description = {
      "Takes an export into a data folder; events that are there already are passed over.",
      "Every line is checked; the first wrong one ends the import and is named."
    },
    mixinStandardHelpOptions = true)
final class LogImportVerb extends DataVerb {
  @Parameters(paramLabel = "FILE", description = "JSON lines of an export.")
  Path file = Path.of("");

  @Override
  boolean mayBeNew() {
    return true;
  }

  @Override
  int run(SegmentedLog log) throws IOException {
    StationLog stations = new StationLog(log, new EventCodec());
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      LogImport.Result result = new LogImport(log, event -> validate(stations, event)).read(lines);
      err()
          .println(
              "Imported %d events; %d were there already."
                  .formatted(result.imported(), result.skipped()));
      return ExitCode.OK;
    } catch (WrongLineException e) {
      throw new CliException(
          ExitCode.REJECTED, file + ", " + e.getMessage() + " (what stands before it is in)");
    }
  }

  private static void validate(StationLog stations, LogRecord event) {
    if (event.stream().equals(SystemLog.STREAM)) {
      SystemLog.typed(event);
      return;
    }
    if (!StationId.isValid(event.stream())) {
      throw new IllegalArgumentException("\"" + event.stream() + "\" cannot be a station's id");
    }
    try {
      stations.typed(event);
    } catch (UnreadableEventException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
