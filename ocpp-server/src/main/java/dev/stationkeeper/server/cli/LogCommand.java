// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The event log. */
@Command(
    name = "log",
    description = "Exports, imports and verifies the event log, and travels through it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LogExportVerb.class,
      LogImportVerb.class,
      LogVerifyVerb.class,
      LogCommand.State.class
    })
final class LogCommand extends Group {
  @Command(
      name = "state",
      description = "Prints a station's state, now or in the past, as JSON.",
      mixinStandardHelpOptions = true)
  static final class State extends Verb {
    @Parameters(paramLabel = "ID", description = "The station's id.")
    String id = "";

    @Option(names = "--at", paramLabel = "TIME", description = "As it was at that time, in UTC.")
    @Nullable String at;

    @Option(names = "--seq", paramLabel = "N", description = "As it was behind event N.")
    @Nullable Long seq;

    @Override
    int run(ApiClient client) {
      JsonNode state =
          client.get(ApiPath.api("stations", id, "state").with("at", at).with("seq", seq));
      printJson(client, state);
      return ExitCode.OK;
    }
  }
}
