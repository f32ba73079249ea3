// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.log.LogVerifier;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.node.DataCheck;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Reads the whole event log and says what is wrong with it. */
@Command(
    name = "verify",
    description =
        "Reads the whole event log: checksums, numbers without gaps; states, snapshots and read"
            + " models equal its fold.",
    mixinStandardHelpOptions = true)
final class LogVerifyVerb extends DataVerb {
  @Override
  int run(SegmentedLog log) throws IOException {
    DataCheck.Report found = new DataCheck(log, data).run();
    LogVerifier.Report report = found.log();
    report.findings().forEach(f -> out().println("position " + f.position() + ": " + f.what()));
    report.damages().forEach(damage -> out().println(damage.toString()));
    found.readModels().forEach(out()::println);
    long problems = report.problems() + report.damages().size() + found.readModels().size();
    err()
        .println(
            "%d events of %d streams: %s"
                .formatted(
                    report.events(),
                    report.streams(),
                    problems == 0 ? "nothing is wrong." : problems + " problems."));
    return problems == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
