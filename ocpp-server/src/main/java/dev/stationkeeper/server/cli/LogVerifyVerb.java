// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.log.FoldCheck;
import dev.stationkeeper.server.log.LogVerifier;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationFold;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.event.EventCodec;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Reads the whole event log and says what is wrong with it. */
@Command(
    name = "verify",
    description = "Reads the whole event log: checksums, numbers without gaps, foldable states.",
    mixinStandardHelpOptions = true)
final class LogVerifyVerb extends DataVerb {
  @Override
  int run(SegmentedLog log) {
    StationFold fold = new StationFold(new StationMachine(), new EventCodec());
    LogVerifier.Report report =
        new LogVerifier(log).verify(List.of(new FoldCheck<>(fold, Map.of())));
    report.findings().forEach(f -> out().println("position " + f.position() + ": " + f.what()));
    report.damages().forEach(damage -> out().println(damage.toString()));
    err()
        .println(
            "%d events of %d streams: %s"
                .formatted(
                    report.events(),
                    report.streams(),
                    report.isClean()
                        ? "nothing is wrong."
                        : (report.problems() + report.damages().size()) + " problems."));
    return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
  }
}
