// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

/** The same as {@link LogVerifyVerb}, done by a server that goes on meanwhile. */
@Command(
    name = "verify-online",
    description = "Has a running server verify its log, states, snapshots and read models.",
    mixinStandardHelpOptions = true)
final class LogVerifyOnlineVerb extends Verb {
  private static final long PAUSE_NANOS = 500_000_000;

  @Override
  int run(ApiClient client) {
    ApiPath path = ApiPath.api("log", "verification");
    JsonNode verification = client.post(path, null);
    while (text(verification, "status").equals("running")) {
      LockSupport.parkNanos(PAUSE_NANOS);
      verification = client.get(path);
    }
    if (json()) {
      printJson(client, verification);
    } else {
      verification.path("findings").forEach(finding -> out().println(finding.asText()));
      err()
          .println(
              "%d events of %d streams: %s"
                  .formatted(
                      verification.path("events").asLong(),
                      verification.path("streams").asLong(),
                      text(verification, "status")));
    }
    return text(verification, "status").equals("clean") ? ExitCode.OK : ExitCode.FAILED;
  }
}
