// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The alarms. */
@Command(
    name = "alarm",
    description = "Lists alarms.",
    mixinStandardHelpOptions = true,
    subcommands = AlarmCommand.ListAlarms.class)
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
      return new Table("RAISED", "CLEARED", "SEVERITY", "STATION", "KIND", "TEXT");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "raisedAt"),
          text(item, "clearedAt"),
          text(item, "severity"),
          text(item, "station"),
          text(item, "kind"),
          text(item, "text"));
    }
  }
}
