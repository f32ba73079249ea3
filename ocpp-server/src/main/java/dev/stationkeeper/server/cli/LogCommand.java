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
    description = "Keeps, verifies and moves the event log, and travels through it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LogExportVerb.class,
      LogImportVerb.class,
      LogVerifyVerb.class,
      LogVerifyOnlineVerb.class,
      LogBackupVerbs.Backup.class,
      LogBackupVerbs.Restore.class,
      LogBackupVerbs.Archive.class,
      LogReplayVerb.class,
      LogEraseVerb.class,
      LogMaintenanceVerbs.Archive.class,
      LogMaintenanceVerbs.Erase.class,
      LogModelVerbs.Models.class,
      LogModelVerbs.Rebuild.class,
      LogCommand.State.class,
      LogCommand.Changes.class
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

  @Command(
      name = "changes",
      description = "Prints what changed in a station's state between two of its events, as JSON.",
      mixinStandardHelpOptions = true)
  static final class Changes extends Verb {
    @Parameters(paramLabel = "ID", description = "The station's id.")
    String id = "";

    @Option(names = "--from", paramLabel = "N", description = "Behind event N (default: 0).")
    @Nullable Long from;

    @Option(names = "--to", paramLabel = "N", description = "Up to event N (default: the last).")
    @Nullable Long to;

    @Override
    int run(ApiClient client) {
      JsonNode changes =
          client.get(
              ApiPath.api("stations", id, "state", "changes")
                  .with("fromSeq", from)
                  .with("toSeq", to));
      printJson(client, changes);
      return ExitCode.OK;
    }
  }
}
