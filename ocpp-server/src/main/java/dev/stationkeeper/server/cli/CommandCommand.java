// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands to stations. */
@Command(
    name = "command",
    description = "Sends commands to stations and tells what became of them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SendVerb.class,
      CommandCommand.ListCommands.class,
      CommandCommand.ShowCommand.class,
      CommandCommand.CancelCommand.class
    })
final class CommandCommand extends Group {
  @Command(
      name = "list",
      description = "Lists a station's commands, the latest first.",
      mixinStandardHelpOptions = true)
  static final class ListCommands extends ListVerb {
    @Parameters(paramLabel = "STATION", description = "The station's id.")
    String station = "";

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those in this state.")
    @Nullable String status;

    @Override
    ApiPath path() {
      return ApiPath.api("stations", station, "commands").with("status", status);
    }

    @Override
    Table table() {
      return new Table("ID", "ACTION", "STATUS", "QUEUED", "ENDED", "BY");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "id"),
          text(item, "action"),
          text(item, "status"),
          text(item, "queuedAt"),
          text(item, "endedAt"),
          text(item, "by"));
    }
  }

  @Command(name = "show", description = "Shows a command.", mixinStandardHelpOptions = true)
  static final class ShowCommand extends Verb {
    @Parameters(index = "0", paramLabel = "STATION", description = "The station's id.")
    String station = "";

    @Parameters(index = "1", paramLabel = "COMMAND", description = "The command's id.")
    String command = "";

    @Override
    int run(ApiClient client) {
      JsonNode standing = client.get(ApiPath.api("stations", station, "commands", command));
      SendVerb.print(this, client, standing);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "cancel",
      description = "Drops a command that has not been sent.",
      mixinStandardHelpOptions = true)
  static final class CancelCommand extends Verb {
    @Parameters(index = "0", paramLabel = "STATION", description = "The station's id.")
    String station = "";

    @Parameters(index = "1", paramLabel = "COMMAND", description = "The command's id.")
    String command = "";

    @Override
    int run(ApiClient client) {
      client.delete(ApiPath.api("stations", station, "commands", command));
      err().println("Dropped " + command + ".");
      return ExitCode.OK;
    }
  }
}
