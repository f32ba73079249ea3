// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The handlers. */
@Command(
    name = "handler",
    description =
        "Begins a handler of your own; lists, replaces, quarantines and resumes handlers.",
    mixinStandardHelpOptions = true,
    subcommands = {
      HandlerNewVerb.class,
      HandlerCommand.ListHandlers.class,
      HandlerChangeVerbs.Scan.class,
      HandlerChangeVerbs.Reload.class,
      HandlerChangeVerbs.Swap.class,
      HandlerChangeVerbs.Canary.class,
      HandlerChangeVerbs.Promote.class,
      HandlerChangeVerbs.Abort.class,
      HandlerChangeVerbs.Shadow.class,
      HandlerChangeVerbs.Report.class,
      HandlerCommand.Quarantine.class,
      HandlerCommand.Resume.class
    })
final class HandlerCommand extends Group {
  @Command(name = "list", description = "Lists the handlers.", mixinStandardHelpOptions = true)
  static final class ListHandlers extends ListVerb {
    @Override
    ApiPath path() {
      return ApiPath.api("handlers");
    }

    @Override
    Table table() {
      return new Table(
          "NAME",
          "VERSION",
          "ROLE",
          "ORDER",
          "STATE",
          "RESTARTS",
          "QUEUED",
          "BEHIND",
          "LAST ERROR");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "name"),
          text(item, "version"),
          text(item, "role"),
          text(item, "order"),
          text(item, "state"),
          text(item, "restarts"),
          text(item, "queued"),
          text(item, "lag"),
          said(item));
    }
  }

  /** What a consumer waits for counts more than what went wrong before. */
  private static String said(JsonNode item) {
    String waiting = Verb.text(item, "waiting");
    return waiting.isEmpty() ? Verb.text(item, "lastError") : waiting;
  }

  /** A verb on one handler, over all stations or on one. */
  abstract static class OneHandler extends Verb {
    @Parameters(paramLabel = "NAME", description = "The handler's name.")
    String name = "";

    @Option(names = "--station", paramLabel = "ID", description = "Only on this station.")
    @Nullable String station;

    abstract String verb();

    @Override
    final int run(ApiClient client) {
      JsonNode answer =
          client.post(
              ApiPath.api("handlers", name, verb()),
              station == null ? Map.of() : Map.of("station", station));
      if (json()) {
        printJson(client, answer);
      } else {
        err().println("Done: " + verb() + " " + name + ".");
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "quarantine",
      description = "Takes the handler out: it is asked nothing until it is resumed.",
      mixinStandardHelpOptions = true)
  static final class Quarantine extends OneHandler {
    @Override
    String verb() {
      return "quarantine";
    }
  }

  @Command(
      name = "resume",
      description = "Takes the handler back in.",
      mixinStandardHelpOptions = true)
  static final class Resume extends OneHandler {
    @Override
    String verb() {
      return "resume";
    }
  }
}
