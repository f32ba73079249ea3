// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The transactions. */
@Command(
    name = "transaction",
    description = "Lists, shows and exports transactions.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TransactionCommand.ListTransactions.class,
      TransactionCommand.ShowTransaction.class,
      TransactionCommand.ExportTransactions.class
    })
final class TransactionCommand extends Group {
  @Command(
      name = "list",
      description = "Lists the transactions, the latest first.",
      mixinStandardHelpOptions = true)
  static final class ListTransactions extends ListVerb {
    @Option(names = "--station", paramLabel = "ID", description = "Only this station's.")
    @Nullable String station;

    @Option(
        names = "--active",
        negatable = true,
        defaultValue = Option.NULL_VALUE,
        fallbackValue = "true",
        description = "Only those that run; --no-active for the others.")
    @Nullable Boolean active;

    @Option(names = "--from", paramLabel = "TIME", description = "Started then or later.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Started before.")
    @Nullable String to;

    @Override
    ApiPath path() {
      return ApiPath.api("transactions")
          .with("station", station)
          .with("active", active)
          .with("from", from)
          .with("to", to);
    }

    @Override
    Table table() {
      return new Table("ID", "TOKEN", "STARTED", "STOPPED", "WH", "REASON");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "id"),
          text(item, "idToken"),
          text(item, "startedAt"),
          text(item, "stoppedAt"),
          energy(item),
          text(item, "stopReason"));
    }
  }

  @Command(
      name = "export",
      description = "Prints transactions as comma-separated values, the latest first.",
      mixinStandardHelpOptions = true)
  static final class ExportTransactions extends Verb {
    @Option(names = "--station", paramLabel = "ID", description = "Only this station's.")
    @Nullable String station;

    @Option(names = "--from", paramLabel = "TIME", description = "Started then or later.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Started before.")
    @Nullable String to;

    @Override
    int run(ApiClient client) {
      client.stream(
          ApiPath.api("transactions.csv")
              .with("station", station)
              .with("from", from)
              .with("to", to),
          out()::println);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      description = "Shows a transaction with its meter values.",
      mixinStandardHelpOptions = true)
  static final class ShowTransaction extends Verb {
    @Parameters(paramLabel = "ID", description = "The transaction's unique id.")
    String id = "";

    @Override
    int run(ApiClient client) {
      JsonNode transaction = client.get(ApiPath.api("transactions", id));
      if (json()) {
        printJson(client, transaction);
        return ExitCode.OK;
      }
      Table facts = new Table("TRANSACTION", text(transaction, "id"));
      for (String member :
          new String[] {
            "station", "evse", "connector", "idToken", "startedAt", "stoppedAt", "stopReason"
          }) {
        facts.row(member, text(transaction, member));
      }
      facts.row("energy Wh", energy(transaction));
      facts.print(out());
      Table values = new Table("AT", "MEASURAND", "PHASE", "VALUE", "UNIT");
      for (JsonNode value : transaction.path("meterValues")) {
        values.row(
            text(value, "at"),
            text(value, "measurand"),
            text(value, "phase"),
            text(value, "value"),
            text(value, "unit"));
      }
      out().println();
      values.print(out());
      return ExitCode.OK;
    }
  }

  private static String energy(JsonNode transaction) {
    JsonNode start = transaction.path("meterStart");
    JsonNode stop = transaction.path("meterStop");
    return start.isNumber() && stop.isNumber() ? Long.toString(stop.asLong() - start.asLong()) : "";
  }
}
