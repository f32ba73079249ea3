// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tokens that drivers present. */
@Command(
    name = "token",
    description = "Lists, adds and removes the tokens that drivers present.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TokenCommand.ListTokens.class,
      TokenCommand.AddToken.class,
      TokenCommand.RemoveToken.class
    })
final class TokenCommand extends Group {
  @Command(name = "list", description = "Lists the tokens.", mixinStandardHelpOptions = true)
  static final class ListTokens extends ListVerb {
    @Option(names = "--status", paramLabel = "STATUS", description = "Only those in this state.")
    @Nullable String status;

    @Override
    ApiPath path() {
      return ApiPath.api("tokens").with("status", status);
    }

    @Override
    Table table() {
      return new Table("TOKEN", "TYPE", "STATUS", "EXPIRES", "GROUP", "NOTE");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "idToken"),
          text(item, "type"),
          text(item, "status"),
          text(item, "expiresAt"),
          text(item, "group"),
          text(item, "note"));
    }
  }

  @Command(
      name = "add",
      description = "Adds a token, or changes one.",
      mixinStandardHelpOptions = true)
  static final class AddToken extends Verb {
    @Parameters(paramLabel = "TOKEN", description = "The token as stations present it.")
    String token = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Of 2.x, for example ISO14443.")
    @Nullable String type;

    @Option(
        names = "--status",
        paramLabel = "STATUS",
        description = "Accepted, Blocked, Expired or Invalid; Accepted when left out.")
    @Nullable String status;

    @Option(names = "--expires", paramLabel = "TIME", description = "Valid until then.")
    @Nullable String expires;

    @Option(names = "--group", paramLabel = "TOKEN", description = "The parent or group token.")
    @Nullable String group;

    @Option(names = "--note", paramLabel = "TEXT", description = "For people.")
    @Nullable String note;

    @Override
    int run(ApiClient client) {
      ObjectNode body = client.mapper().createObjectNode().put("idToken", token);
      putIfSaid(body, "type", type);
      putIfSaid(body, "status", status);
      putIfSaid(body, "expiresAt", expires);
      putIfSaid(body, "group", group);
      putIfSaid(body, "note", note);
      JsonNode added = client.post(ApiPath.api("tokens"), body);
      if (json()) {
        printJson(client, added);
      } else {
        err().println("Added " + token + " as " + text(added, "status") + ".");
      }
      return ExitCode.OK;
    }

    private static void putIfSaid(ObjectNode body, String member, @Nullable String value) {
      if (value != null) {
        body.put(member, value);
      }
    }
  }

  @Command(name = "remove", description = "Removes a token.", mixinStandardHelpOptions = true)
  static final class RemoveToken extends Verb {
    @Parameters(paramLabel = "TOKEN", description = "The token.")
    String token = "";

    @Override
    int run(ApiClient client) {
      client.delete(ApiPath.api("tokens", token));
      err().println("Removed " + token + ".");
      return ExitCode.OK;
    }
  }
}
