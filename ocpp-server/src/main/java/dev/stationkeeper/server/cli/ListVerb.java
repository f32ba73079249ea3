// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** A verb that prints a list: every page of it up to a limit. */
abstract class ListVerb extends Verb {
  private static final int PAGE = 500;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many lines (default: ${DEFAULT-VALUE}).")
  int limit;

  /** The list, without cursor and limit. */
  abstract ApiPath path();

  /** The table's heading. */
  abstract Table table();

  /** Adds the row of one item. */
  abstract void row(Table table, JsonNode item);

  @Override
  final int run(ApiClient client) {
    if (limit < 1) {
      throw new CliException(ExitCode.USAGE, "--limit must be at least 1.");
    }
    ArrayNode items = client.mapper().createArrayNode();
    String next = null;
    do {
      JsonNode page =
          client.get(
              path().with("limit", Math.min(PAGE, limit - items.size())).with("cursor", next));
      page.path("items").forEach(items::add);
      next = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (next != null && items.size() < limit);
    if (json()) {
      ObjectNode all = client.mapper().createObjectNode();
      all.set("items", items);
      printJson(client, all.put("next", next));
    } else {
      Table table = table();
      items.forEach(item -> row(table, item));
      table.print(out());
      if (next != null) {
        err().println("There are more; raise --limit to see them.");
      }
    }
    return ExitCode.OK;
  }
}
