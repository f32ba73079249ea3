// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The stations. */
@Command(
    name = "station",
    description =
        "Lists, shows, adds and removes stations, lets them in, and follows their messages.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StationCommand.ListStations.class,
      StationCommand.ShowStation.class,
      TraceVerb.class,
      StationDoorVerbs.Add.class,
      StationCommand.RemoveStation.class,
      StationDoorVerbs.Change.class,
      StationDoorVerbs.Password.class,
      StationDoorVerbs.Pending.class,
      StationDoorVerbs.Approve.class
    })
final class StationCommand extends Group {
  @Command(name = "list", description = "Lists the stations.", mixinStandardHelpOptions = true)
  static final class ListStations extends ListVerb {
    @Option(
        names = "--connected",
        negatable = true,
        defaultValue = Option.NULL_VALUE,
        fallbackValue = "true",
        description = "Only those that are connected; --no-connected for the others.")
    @Nullable Boolean connected;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Only ids that begin so.")
    @Nullable String prefix;

    @Option(
        names = "--search",
        paramLabel = "TEXT",
        description = "Only with this in id, label, vendor, model, serial number or firmware.")
    @Nullable String search;

    @Option(
        names = "--status",
        paramLabel = "STATUS",
        description = "Only with a connector in this status, such as Faulted.")
    @Nullable String status;

    @Option(names = "--ocpp", paramLabel = "VERSION", description = "Only of this OCPP version.")
    @Nullable String version;

    @Option(
        names = "--sort",
        paramLabel = "ORDER",
        description =
            "id, label, model, firmware, version or lastSeen; --sort=-lastSeen for the latest"
                + " first.")
    @Nullable String sort;

    @Override
    ApiPath path() {
      return ApiPath.api("stations")
          .with("connected", connected)
          .with("prefix", prefix)
          .with("q", search)
          .with("status", status)
          .with("version", version)
          .with("sort", sort);
    }

    @Override
    Table table() {
      return new Table(
          "ID", "CONNECTED", "VERSION", "REGISTRATION", "LAST SEEN", "MODEL", "STATUS");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "id"),
          item.path("connected").asBoolean() ? "yes" : "no",
          text(item, "version"),
          text(item, "registration"),
          text(item, "lastSeen"),
          (text(item, "vendor") + " " + text(item, "model")).strip(),
          connectors(item));
    }

    private static String connectors(JsonNode station) {
      StringBuilder all = new StringBuilder();
      for (JsonNode connector : station.path("connectors")) {
        all.append(all.isEmpty() ? "" : " ").append(place(connector)).append(':');
        all.append(text(connector, "status"));
      }
      return all.toString();
    }
  }

  @Command(name = "show", description = "Shows a station.", mixinStandardHelpOptions = true)
  static final class ShowStation extends Verb {
    @Parameters(paramLabel = "ID", description = "The station's id.")
    String id = "";

    @Override
    int run(ApiClient client) {
      JsonNode station = client.get(ApiPath.api("stations", id));
      if (json()) {
        printJson(client, station);
        return ExitCode.OK;
      }
      Table facts = new Table("STATION", text(station, "id"));
      facts.row("connected", station.path("connected").asBoolean() ? "yes" : "no");
      for (String member :
          new String[] {
            "version", "registration", "lastSeen", "vendor", "model", "serialNumber", "firmware"
          }) {
        facts.row(member, text(station, member));
      }
      facts.print(out());
      Table connectors = new Table("CONNECTOR", "STATUS", "ERROR", "SINCE");
      for (JsonNode connector : station.path("connectors")) {
        connectors.row(
            place(connector),
            text(connector, "status"),
            text(connector, "errorCode"),
            text(connector, "at"));
      }
      out().println();
      connectors.print(out());
      return ExitCode.OK;
    }
  }

  @Command(
      name = "remove",
      description = "Forgets a station that is not connected; its past stays in the log.",
      mixinStandardHelpOptions = true)
  static final class RemoveStation extends Verb {
    @Parameters(paramLabel = "ID", description = "The station's id.")
    String id = "";

    @Override
    int run(ApiClient client) {
      client.delete(ApiPath.api("stations", id));
      err().println("Removed " + id + ".");
      return ExitCode.OK;
    }
  }

  /** EVSE and connector as {@code 1.2}; a 1.6 connector as {@code 2}. */
  private static String place(JsonNode connector) {
    String evse = Verb.text(connector, "evse");
    return (evse.isEmpty() ? "" : evse + ".") + Verb.text(connector, "connector");
  }
}
