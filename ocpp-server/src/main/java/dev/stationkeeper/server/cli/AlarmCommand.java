// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The alarms. */
@Command(
    name = "alarm",
    description = "Lists and acknowledges alarms.",
    mixinStandardHelpOptions = true,
    subcommands = {AlarmCommand.ListAlarms.class, AlarmCommand.Acknowledge.class})
final class AlarmCommand extends Group {
  @Command(
      name = "list",
      description = "Lists the alarms, the latest first.",
      mixinStandardHelpOptions = true)
  static final class ListAlarms extends ListVerb {
    @Option(
        names = "--open",
        negatable = true,
        defaultValue = Option.NULL_VALUE,
        fallbackValue = "true",
        description = "Only those that are open; --no-open for the others.")
    @Nullable Boolean open;

    @Option(names = "--station", paramLabel = "ID", description = "Only this station's.")
    @Nullable String station;

    @Override
    ApiPath path() {
      return ApiPath.api("alarms").with("open", open).with("station", station);
    }

    @Override
    Table table() {
      return new Table("ID", "RAISED", "CLEARED", "SEVERITY", "STATION", "KIND", "TEXT");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "id"),
          text(item, "raisedAt"),
          text(item, "clearedAt"),
          text(item, "severity"),
          text(item, "station"),
          text(item, "kind"),
          text(item, "text"));
    }
  }

  @Command(
      name = "acknowledge",
      description = "Tells the others that somebody looks after an alarm.",
      mixinStandardHelpOptions = true)
  static final class Acknowledge extends Verb {
    @Parameters(paramLabel = "ID", description = "The alarm's id, as the list shows it.")
    String id = "";

    @Override
    int run(ApiClient client) {
      JsonNode answer = client.post(ApiPath.api("alarms", id, "acknowledge"), Map.of());
      if (json()) {
        printJson(client, answer);
      } else {
        err().println("Acknowledged " + id + ".");
      }
      return ExitCode.OK;
    }
  }
}
